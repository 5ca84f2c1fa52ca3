/** Starts the local product, says where it is, tells what it does, and stops it when asked to. */
import { resolve } from 'node:path';
import { localHome } from '#local/arns.ts';
import { startConsole } from '#local/console/console.ts';
import { painter } from '../colour.ts';
import { CliFailure } from '../usage-error.ts';
import { type CliWorld, type ExitCode, exitCodes } from '../world.ts';
import { createActionLines, troubleLine, wakeLine } from './action-line.ts';
import { fleetAndPlant } from './fleet-and-plant.ts';
import { greeting } from './greeting.ts';
import { openOrderDesk } from './order-desk.ts';
import type { LocalSettings } from './settings.ts';

const minuteMs = 60_000;

/** The first of the two signals stops in good order; a second one does what it always does. */
const stopSignal = (): Promise<void> =>
  new Promise((stop) => {
    process.once('SIGINT', () => stop());
    process.once('SIGTERM', () => stop());
  });

const portTaken = (error: unknown, port: number): unknown => {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error;
  return new CliFailure(
    `port ${port} is taken; stop what listens there, or choose another with --port`,
  );
};

const start = async (settings: LocalSettings, world: CliWorld) => {
  const nowMs = world.nowMs();
  const startMs = nowMs - (nowMs % minuteMs);
  const chosen = await fleetAndPlant(settings, { home: localHome, startMs }, world);
  const paint = painter(world.colour);
  const actionLine = createActionLines(paint);
  try {
    return await startConsole({
      fleet: chosen.fleet,
      story: chosen.story,
      openDesk: openOrderDesk,
      plant: chosen.plant,
      fleetFile: chosen.fleetFile,
      parameters: chosen.parameters,
      speed: settings.speed,
      seed: settings.seed,
      startMs,
      port: settings.port,
      ...(settings.data === null ? {} : { dataDirectory: resolve(settings.data) }),
      listener: {
        onDecision: (decision) => {
          const line = actionLine(decision);
          if (line !== null) world.print(line);
        },
        onLine: (logged) => {
          const line = troubleLine(logged, paint);
          if (line !== null) world.print(line);
        },
        onWake: (wake, error) => {
          if (error !== null) world.print(wakeLine(wake, error, paint));
        },
      },
    });
  } catch (error) {
    throw portTaken(error, settings.port);
  }
};

export const runLocal = async (settings: LocalSettings, world: CliWorld): Promise<ExitCode> => {
  const asked = stopSignal();
  const product = await start(settings, world);
  world.print(greeting(product, settings));
  await asked;
  world.print('Stopping.');
  await product.stop();
  return exitCodes.ok;
};
