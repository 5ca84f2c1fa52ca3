import { defineCommand } from '../command.ts';
import { comparisonText, summaryOf } from '../compare-live/show.ts';
import { type Span, spansOf } from '../compare-live/verdicts.ts';
import { inOrder, recordedOf } from '../history/recorded.ts';
import { type LiveInput, liveArgs, liveInput } from '../live.ts';
import { checkServiceName, serviceNamed } from '../service-name.ts';
import { sinceArg, sinceSeconds } from '../since.ts';
import { CliFailure } from '../usage-error.ts';
import { exitCodes } from '../world.ts';

const recorded = async (
  name: string,
  seconds: number,
  input: LiveInput,
): Promise<readonly Span[]> => {
  const toMs = input.tickMs;
  const fromMs = toMs - seconds * 1000;
  const records = inOrder(
    await recordedOf(serviceNamed(name, input.home), { fromMs, toMs }, input),
  );
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
