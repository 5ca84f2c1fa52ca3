/** One minute of one metric, and what a statistic makes of it. */
import {
  averageLatencyMs,
  type LatencySlice,
  latencyQuantileMs,
} from '#simulator/plant/latency.ts';
import { mean, mergeSamples, type Samples } from '#simulator/plant/samples.ts';
import { AwsError } from '../aws-error.ts';

export type Datum = {
  readonly atMs: number;
  readonly samples: Samples;
  /** Kept for response times, whose percentiles no statistic set can give. */
  readonly slices: readonly LatencySlice[] | null;
};

export const responseTimes = (atMs: number, slices: readonly LatencySlice[]): Datum => {
  const count = slices.reduce((sum, slice) => sum + slice.requests, 0);
  return {
    atMs,
    slices,
    samples: {
      count,
      sum: (averageLatencyMs(slices) * count) / 1000,
      min: latencyQuantileMs(slices, 0.001) / 1000,
      max: latencyQuantileMs(slices, 0.999) / 1000,
    },
  };
};

export const mergeData = (a: Datum, b: Datum): Datum => ({
  atMs: Math.min(a.atMs, b.atMs),
  samples: mergeSamples(a.samples, b.samples),
  slices: a.slices === null || b.slices === null ? null : [...a.slices, ...b.slices],
});

/** Of a statistic set only the ends are known; in between a straight line has to do. */
const quantile = ({ samples, slices }: Datum, ratio: number): number =>
  slices === null
    ? samples.min + (samples.max - samples.min) * ratio
    : latencyQuantileMs(slices, ratio) / 1000;

const simple: Readonly<Record<string, (samples: Samples) => number>> = {
  Average: mean,
  Sum: ({ sum }) => sum,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
  SampleCount: ({ count }) => count,
};

export const statisticOf = (statistic: string): ((datum: Datum) => number) => {
  const plain = simple[statistic];
  if (plain !== undefined) return (datum) => plain(datum.samples);
  const [, digits] = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(statistic) ?? [];
  if (digits !== undefined) return (datum) => quantile(datum, Number(digits) / 100);
  const known = [...Object.keys(simple), 'p0 to p100'].join(', ');
  throw new AwsError('ValidationError', `Statistic ${statistic} is not one of: ${known}.`);
};
