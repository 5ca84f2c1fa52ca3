/** Metrics that applications publish themselves, as the world's setup gives them. */
import { sampled } from '#simulator/plant/samples.ts';
import { type Metric, type Namespace, noData } from './metric.ts';

const minuteMs = 60_000;

/** How many minutes a function of time is asked for at most. */
const mostMinutes = 1440;

const canonical = (dimensions: Metric['dimensions']): string =>
  JSON.stringify(Object.entries(dimensions).toSorted(([a], [b]) => a.localeCompare(b)));

export const customMetrics: Namespace = (metric, range, { world }) => {
  const published = world.customMetrics.find(
    (each) =>
      each.namespace === metric.namespace &&
      each.name === metric.name &&
      canonical(each.dimensions) === canonical(metric.dimensions),
  );
  if (published === undefined) return noData;
  const end = Math.ceil(Math.min(range.endMs, world.nowMs()) / minuteMs);
  const first = Math.max(Math.ceil(range.startMs / minuteMs), end - mostMinutes);
  const data = Array.from({ length: Math.max(0, end - first) }, (_, index) => {
    const atMs = (first + index) * minuteMs;
    const value = published.value(atMs);
    return value === null ? [] : [{ atMs, samples: sampled(value), slices: null }];
  });
  return { unit: 'None', data: data.flat() };
};
