import { durationText } from '#config/units.ts';
import { defineCommand } from '../command.ts';
import { friendlyMessage } from '../friendly-error.ts';
import { type LiveInput, liveArgs, liveInput, patienceMs } from '../live.ts';
import { everyArg, everySeconds } from '../top/every.ts';
import { frameLines } from '../top/frame.ts';
import { lookAround, type ShownOf } from '../top/look.ts';
import { inOrderOf } from '../top/order.ts';
import type { OpenScreen } from '../top/screen.ts';
import { watchFleet } from '../top/watch.ts';
import { CliFailure } from '../usage-error.ts';
import { type CliWorld, type ExitCode, exitCodes } from '../world.ts';

const printOnce = async (
  asJson: boolean | undefined,
  input: LiveInput,
  world: CliWorld,
): Promise<ExitCode> => {
  const { home } = input;
  const order = 'trouble';
  const shownOf: ShownOf = (summaries) => (asJson ? [] : inOrderOf(summaries, order, home));
  const look = await lookAround(shownOf, null, input);
  for (const note of look.notes) world.complain(note);
  if (look.summaries.length === 0) {
    throw new CliFailure(
      'no tick has written a summary yet; flyball doctor says whether ticks run',
    );
  }
  world.print(
    asJson
      ? JSON.stringify({ summaries: look.summaries }, null, 2)
      : frameLines({ look, home, order, colour: world.colour }).join('\n'),
  );
  return look.notes.length > 0 ? exitCodes.failed : exitCodes.ok;
};

const watchOn = (
  open: OpenScreen,
  seconds: number,
  { home, operator }: LiveInput,
  world: CliWorld,
): Promise<void> =>
  watchFleet({
    open,
    style: { home, colour: world.colour, everyText: durationText(seconds) },
    everyMs: seconds * 1000,
    look: (shownOf, before, over) => {
      const { remainingMs, signal } = world.startDeadline(patienceMs);
      const deadline = { remainingMs, signal: AbortSignal.any([signal, over]) };
      return lookAround(shownOf, before, { operator, deadline });
    },
    wait: world.wait,
    textOf: (error) => friendlyMessage(error, world.env),
  });

export const top = defineCommand({
  name: 'top',
  description: 'Watch the fleet on a live table with the last hour of each count, worst first',
  args: {
    every: everyArg,
    once: { type: 'boolean', description: 'Print the table once, as where nobody watches' },
    ...liveArgs,
  },
  examples: [
    ['flyball top --stack Flyball', 'live: q quits, s sorts, p pauses'],
    ['flyball top --once --stack Flyball', 'one read of the table, no metrics: next to free'],
    ['flyball top --json --stack Flyball', 'the rows as data, once'],
  ],
  run: async ({ every, once, ...args }, world) => {
    const seconds = everySeconds(every);
    const input = await liveInput(args, world);
    if (once || args.json || world.openScreen === null) return printOnce(args.json, input, world);
    await watchOn(world.openScreen, seconds, input, world);
    return exitCodes.ok;
  },
});
