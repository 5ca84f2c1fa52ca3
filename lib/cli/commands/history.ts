import { painter } from '../colour.ts';
import { defineCommand } from '../command.ts';
import { courseOf } from '../history/course.ts';
import { inOrder, recordedOf } from '../history/recorded.ts';
import { historyText } from '../history/show.ts';
import { periodSaid, readSignalPast, signalArgs } from '../history/signal.ts';
import { signalText } from '../history/signal-text.ts';
import { liveArgs, liveInput } from '../live.ts';
import { checkServiceName, serviceNamed } from '../service-name.ts';
import { sinceArg, sinceSeconds } from '../since.ts';
import { CliFailure, UsageError } from '../usage-error.ts';
import { type CliWorld, type ExitCode, exitCodes } from '../world.ts';

type Asked = Parameters<typeof liveInput>[0] & { readonly json?: boolean | undefined };

const printSignal = async (
  service: string,
  asked: { readonly signal: string; readonly periodSeconds: number },
  args: Asked,
  world: CliWorld,
): Promise<ExitCode> => {
  const input = await liveInput(args, world);
  const id = serviceNamed(service, input.home);
  const past = await readSignalPast(id, asked.signal, asked.periodSeconds, input);
  world.print(
    args.json
      ? JSON.stringify({ service, ...past }, null, 2)
      : signalText(service, past, painter(world.colour)),
  );
  return exitCodes.ok;
};

const printDecisions = async (
  service: string,
  seconds: number,
  args: Asked,
  world: CliWorld,
): Promise<ExitCode> => {
  const input = await liveInput(args, world);
  const toMs = input.tickMs;
  const span = { fromMs: toMs - seconds * 1000, toMs };
  const recorded = await recordedOf(serviceNamed(service, input.home), span, input);
  const records = inOrder(recorded);
  if (records.length === 0) {
    throw new CliFailure(
      `there is no decision of ${service} on record; check the name, and whether ticks run (flyball doctor)`,
    );
  }
  const course = courseOf(records, span);
  world.print(
    args.json
      ? JSON.stringify({ service, ...span, ...recorded }, null, 2)
      : historyText(service, course, recorded.during, painter(world.colour)),
  );
  return exitCodes.ok;
};

export const history = defineCommand({
  name: 'history',
  description: 'Show what was decided for a service, what came of it, and why',
  args: {
    service: { type: 'positional', required: true, description: 'cluster/service' },
    since: sinceArg,
    ...signalArgs,
    ...liveArgs,
  },
  examples: [
    [
      'flyball history shop/checkout --stack Flyball',
      'the last day: its count, and every decision',
    ],
    ['flyball history shop/checkout --since 2h --stack Flyball', 'since the pager went off'],
    [
      'flyball history shop/checkout --since 24h --at 2026-11-21T06:00:00Z --json --stack Flyball',
      'the day that ended then, as data',
    ],
    [
      'flyball history shop/checkout --signal cpu --stack Flyball',
      'the last 1,000 minutes of a signal',
    ],
  ],
  run: async ({ service, since, signal, period, ...args }, world) => {
    checkServiceName(service);
    const seconds = sinceSeconds(since);
    const periodSeconds = periodSaid(period);
    if (signal === undefined) {
      if (period === undefined) return printDecisions(service, seconds, args, world);
      throw new UsageError('--period says how long a point of --signal is; name a signal too');
    }
    if (since === undefined) return printSignal(service, { signal, periodSeconds }, args, world);
    throw new UsageError('--since is for decisions; of --signal there are always 1,000 points');
  },
});
