/** Metrics that were sent to CloudWatch rather than measured by the world: Flyball's own, and those of its functions. */
import { mergeSamples, sampled } from '#simulator/plant/samples.ts';
import type { Datum } from './datum.ts';
import { type Metric, type MetricData, noData, type Range } from './metric.ts';

export type Sent = {
  readonly metric: Metric;
  readonly atMs: number;
  readonly unit: string;
  readonly value: number;
};

export type MetricStore = {
  readonly put: (sent: Sent) => void;
  readonly read: (metric: Metric, range: Range) => MetricData;
};

const minuteMs = 60_000;

/** Six hours of minutes, as long as the world's own metrics are kept. */
const mostMinutes = 360;
/** A function that puts names into dimensions without bound fills no memory. */
const mostMetrics = 1000;

type Kept = { readonly unit: string; readonly byMinute: Map<number, Datum> };

/** A metric exists under exactly the dimensions it was sent with, in any order. */
const nameOf = ({ namespace, name, dimensions }: Metric): string =>
  JSON.stringify([
    namespace,
    name,
    Object.entries(dimensions).toSorted(([a], [b]) => a.localeCompare(b)),
  ]);

const forgetOldest = (map: Map<unknown, unknown>, most: number): void => {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
};

export const createMetricStore = (): MetricStore => {
  const kept = new Map<string, Kept>();
  return {
    put: ({ metric, atMs, unit, value }) => {
      const name = nameOf(metric);
      const { byMinute } = kept.get(name) ?? { byMinute: new Map<number, Datum>() };
      const minute = atMs - (atMs % minuteMs);
      const before = byMinute.get(minute);
      const samples =
        before === undefined ? sampled(value) : mergeSamples(before.samples, sampled(value));
      byMinute.set(minute, { atMs: minute, samples, slices: null });
      forgetOldest(byMinute, mostMinutes);
      kept.set(name, { unit, byMinute });
      forgetOldest(kept, mostMetrics);
    },
    read: (metric, { startMs, endMs }) => {
      const found = kept.get(nameOf(metric));
      if (found === undefined) return noData;
      const data = [...found.byMinute.values()]
        .filter(({ atMs }) => atMs >= startMs && atMs < endMs)
        .toSorted((a, b) => a.atMs - b.atMs);
      return { unit: found.unit, data };
    },
  };
};
