/**
 * Growth envelopes on real loads, out of sample: `TRACES=folder node bench/envelope.ts`. An envelope is fitted every
 * hour from the three days before it; at every step of the next hour it says what demand will stay below. Told are the
 * share of steps at which demand outgrew that within the lead, and the mean of the limit over the demand.
 */
import { seriesOfLoad } from '#cli/forecast/series-of-load.ts';
import type { Envelope } from '#engine/foresight/envelope.ts';
import {
  at,
  dayMs,
  hourMs,
  type LoadSeries,
  minuteMs,
  stepsIn,
  window,
} from '#engine/foresight/load-series.ts';
import { outgrowth } from '#engine/foresight/outgrowth.ts';
import { fitEnvelope } from '#lib/forecast/envelope.ts';
import { withoutOutages } from '#lib/forecast/outages.ts';
import type { Load } from '#simulator/loads/load.ts';
import { benchLoads } from './loads.ts';
import { printTable, type Row } from './table.ts';

const risks = [0.05, 0.01, 0.005, 0.001];
/** Half an hour of five minutes is what a task needs that takes long to start; of minutes, five are usual. */
const leadStepsFor = (stepMs: number): readonly number[] =>
  stepMs === minuteMs ? [5, 12] : [1, 3];

type Count = { exceeded: number; steps: number; limit: number; demand: number };

const highestAhead = (values: Float64Array, now: number, ahead: number): number =>
  Math.max(...values.subarray(now + 1, now + 1 + ahead));

const countHour = (
  counts: readonly Count[],
  trace: LoadSeries,
  envelope: Envelope,
  { from, ahead }: { readonly from: number; readonly ahead: number },
): void => {
  const { values, stepMs } = trace;
  const until = Math.min(from + stepsIn(hourMs, stepMs), values.length - ahead);
  for (let now = from; now < until; now += 1) {
    const highest = highestAhead(values, now, ahead);
    const latest = window(trace, 60, values.length - 1 - now);
    if (Number.isNaN(highest) || Number.isNaN(at(values, now))) continue;
    for (const [index, count] of counts.entries()) {
      const risk = risks[index] ?? 0.01;
      const answer = outgrowth(envelope, latest, {
        aheadMs: ahead * stepMs,
        limit: Number.MAX_VALUE,
        riskRatio: risk,
      });
      if (answer === null) continue;
      count.exceeded += highest > answer.limit ? 1 : 0;
      count.steps += 1;
      count.limit += answer.limit;
      count.demand += at(values, now);
    }
  }
};

const study = (trace: LoadSeries, ahead: number): readonly Count[] => {
  const counts = risks.map((): Count => ({ exceeded: 0, steps: 0, limit: 0, demand: 0 }));
  const { values, stepMs } = trace;
  const history = stepsIn(3 * dayMs, stepMs);
  for (let from = history; from < values.length - ahead; from += stepsIn(hourMs, stepMs)) {
    const envelope = fitEnvelope(window(trace, history, values.length - from));
    if (envelope.kind === 'envelope') countHour(counts, trace, envelope, { from, ahead });
  }
  return counts;
};

const rowOf = (name: string, lead: string, counts: readonly Count[]): Row => [
  name,
  lead,
  ...counts.map(
    ({ exceeded, steps, limit, demand }) =>
      `${((100 * exceeded) / steps).toFixed(2)} % ×${(limit / demand).toFixed(2)}`,
  ),
];

const rowsOf = (load: Load): readonly Row[] => {
  const whole = seriesOfLoad(load, minuteMs);
  if (whole.stepMs > 5 * minuteMs) return [];
  const trace = withoutOutages(whole);
  return leadStepsFor(trace.stepMs).map((ahead) =>
    rowOf(load.name, `${(ahead * trace.stepMs) / minuteMs} min`, study(trace, ahead)),
  );
};

const rows = Array.from(benchLoads(), rowsOf).flat();

printTable('demand outgrew its limit, and the limit over the demand', [
  ['trace', 'within', ...risks.map((risk) => `risk ${100 * risk} %`)],
  ...rows,
]);
