/** Starts the local product, says where it is, tells what it does, and stops it when asked to. */
import { resolve } from 'node:path';
import { localHome } from '#local/arns.ts';
import { startConsole } from '#local/console/console.ts';
import { LocalSetupError } from '#local/local-setup-error.ts';
import type { Listener, Product } from '#local/product.ts';
import { painter } from '../colour.ts';
import { CliFailure } from '../usage-error.ts';
import { type CliWorld, type ExitCode, exitCodes } from '../world.ts';
import { createActionLines, troubleLine, wakeLine } from './action-line.ts';
import { fleetAndPlant } from './fleet-and-plant.ts';
import { openForesights } from './foresight-view.ts';
import { greeting } from './greeting.ts';
import { openOrderDesk } from './order-desk.ts';
import type { LocalSettings } from './settings.ts';

const minuteMs = 60_000;

/** The first of the two signals stops in good order; a second one does what it always does. */
const stopSignal = () => {
  let isAsked = false;
  const asked = new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        isAsked = true;
        stop();
      });
    }
  });
  return { asked, isAsked: () => isAsked };
};

const listenerFor = (world: CliWorld): Listener => {
  const paint = painter(world.colour);
  const actionLine = createActionLines(paint);
  const say = (line: string | null): void => {
    if (line !== null) world.print(line);
  };
  return {
    onDecision: (decision) => say(actionLine(decision)),
    onLine: (logged) => say(troubleLine(logged, paint)),
    onWake: (wake, error) => say(error === null ? null : wakeLine(wake, error, paint)),
  };
};

const start = async (settings: LocalSettings, world: CliWorld): Promise<Product> => {
  const nowMs = world.nowMs();
  const startMs = nowMs - (nowMs % minuteMs);
  const chosen = await fleetAndPlant(settings, { home: localHome, startMs }, world);
  const { speed, seed, port, data } = settings;
  return startConsole({
    ...chosen,
    openDesk: openOrderDesk,
    openForesights,
    speed,
    seed,
    startMs,
    port,
    ...(data === null ? {} : { dataDirectory: resolve(data) }),
    listener: listenerFor(world),
  });
};

/** `null` when it was stopped before it had started, which Ctrl-C does to the processes that it starts with, too. */
const startUnlessStopped = async (
  settings: LocalSettings,
  world: CliWorld,
  isAsked: () => boolean,
): Promise<Product | null> => {
  try {
    return await start(settings, world);
  } catch (error) {
    if (isAsked()) return null;
    throw error instanceof LocalSetupError
      ? new CliFailure(error.message, { cause: error })
      : error;
  }
};

export const runLocal = async (settings: LocalSettings, world: CliWorld): Promise<ExitCode> => {
  const { asked, isAsked } = stopSignal();
  world.print('Starting: the stack is synthesised first, which takes a few seconds.');
  const product = await startUnlessStopped(settings, world, isAsked);
  if (product === null) return exitCodes.ok;
  world.print(greeting(product, settings));
  await asked;
  world.print('Stopping.');
  await product.stop();
  return exitCodes.ok;
};
