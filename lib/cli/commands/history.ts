import { painter } from '../colour.ts';
import { defineCommand } from '../command.ts';
import { courseOf } from '../history/course.ts';
import { inOrder, recordedOf } from '../history/recorded.ts';
import { historyText } from '../history/show.ts';
import { liveArgs, liveInput } from '../live.ts';
import { checkServiceName, serviceNamed } from '../service-name.ts';
import { sinceArg, sinceSeconds } from '../since.ts';
import { CliFailure } from '../usage-error.ts';
import { exitCodes } from '../world.ts';

export const history = defineCommand({
  name: 'history',
  description: 'Show what was decided for a service, what came of it, and why',
  args: {
    service: { type: 'positional', required: true, description: 'cluster/service' },
    since: sinceArg,
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
  ],
  run: async ({ service, since, ...args }, world) => {
    checkServiceName(service);
    const seconds = sinceSeconds(since);
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
  },
});
