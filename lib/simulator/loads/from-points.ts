/** A load from points that are in order. */
import { BadLoad } from './bad-load.ts';
import { findGaps, spacingOf } from './gaps.ts';
import type { Known } from './in-order.ts';
import type { Load, Repair } from './load.ts';
import { straightLines } from './straight-lines.ts';

/** The first hour is scored for nobody, so there must be a second one. */
const leastSeconds = 2 * 3600;

const checkLength = (points: readonly Known[]): { startMs: number; endMs: number } => {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) {
    throw new BadLoad(`rows with a value: ${points.length}; at least 2 are needed`);
  }
  const seconds = (last.atMs - first.atMs) / 1000;
  if (seconds >= leastSeconds) return { startMs: first.atMs, endMs: last.atMs };
  throw new BadLoad(
    `it covers ${Math.round(seconds / 60)} minutes, but at least ${leastSeconds / 60} are needed: the first hour is not scored`,
  );
};

const peakOf = (values: Float64Array): number => {
  const peak = values.reduce((highest, value) => Math.max(highest, value), 0);
  if (peak > 0) return peak;
  throw new BadLoad('every value is 0; there must be some load to scale for');
};

const checkObserved = (load: Load): Load => {
  const unobservedMs = load.unobserved.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const ratio = unobservedMs / (load.endMs - load.startMs);
  if (ratio <= 0.5) return load;
  throw new BadLoad(
    `${Math.round(100 * ratio)} % of it is gaps, but at most half may be; take a part with fewer`,
  );
};

export const loadFromPoints = (
  name: string,
  points: readonly Known[],
  others: readonly Repair[],
): Load => {
  const span = checkLength(points);
  const everySeconds = spacingOf(points);
  const { unobserved, repairs } = findGaps(points, everySeconds);
  const timesMs = Float64Array.from(points, ({ atMs }) => atMs);
  const values = Float64Array.from(points, ({ value }) => value);
  return checkObserved({
    name,
    ...span,
    everySeconds,
    peak: peakOf(values),
    at: straightLines({ timesMs, values }),
    unobserved,
    repairs: [...repairs, ...others],
  });
};
