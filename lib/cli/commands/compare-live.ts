import { defineCommand } from '../command.ts';
import { comparisonText, summaryOf } from '../compare-live/show.ts';
import { type Span, spansOf } from '../compare-live/verdicts.ts';
import { type LiveInput, liveArgs, liveInput } from '../live.ts';
import { checkServiceName, serviceNamed } from '../service-name.ts';
import { sinceArg, sinceSeconds } from '../since.ts';
import { CliFailure } from '../usage-error.ts';
import { exitCodes } from '../world.ts';

/** A change a minute for a week; of more the newest are compared. */
const recordsAtMost = 10_080;

const recorded = async (
  name: string,
  seconds: number,
  { operator, home, tickMs: toMs, deadline }: LiveInput,
): Promise<readonly Span[]> => {
  const service = serviceNamed(name, home);
  const fromMs = toMs - seconds * 1000;
  const [before, during] = await Promise.all([
    operator.history.read({ service, fromMs: 0, toMs: fromMs - 1, atMost: 1 }, deadline),
    operator.history.read({ service, fromMs, toMs, atMost: recordsAtMost }, deadline),
  ]);
  // With a full list in between, what held before it is not known.
  const records = during.length < recordsAtMost ? [...before, ...during] : during;
  if (records.length === 0) {
    throw new CliFailure(
      `there is no decision of ${name} on record; check the name, and whether ticks run`,
    );
  }
  return spansOf(records, { fromMs, toMs });
};

export const compareLive = defineCommand({
  name: 'compare-live',
  description: 'Show what a service and its challenger policy decided, side by side',
  args: {
    service: { type: 'positional', required: true, description: 'cluster/service' },
    since: sinceArg,
    ...liveArgs,
  },
  examples: [
    ['flyball compare-live shop/checkout --stack Flyball', 'the last day'],
    ['flyball compare-live shop/checkout --since 7d --json --stack Flyball', 'a week, as data'],
  ],
  run: async ({ service, since, ...args }, world) => {
    checkServiceName(service);
    const seconds = sinceSeconds(since);
    const input = await liveInput(args, world);
    const spans = await recorded(service, seconds, input);
    if (spans.length === 0) {
      throw new CliFailure(
        `${service} has no challenger on record; name one with "challenger: <policy>" in its policy or its entry, and deploy`,
      );
    }
    if (args.json) {
      world.print(JSON.stringify({ service, ...summaryOf(spans), spans }, null, 2));
    } else {
      world.print(comparisonText(service, spans));
    }
    return exitCodes.ok;
  },
});
