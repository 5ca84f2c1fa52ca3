/** Measurements as they come, laid on an even grid: late, doubled, out of order, missing or not a number. */

import type { Point } from '../model.ts';
import type { LoadSeries } from './load-series.ts';

export type Grid = {
  readonly stepMs: number;
  /** The grid ends here; what is later is not looked at. */
  readonly endMs: number;
  readonly steps: number;
};

/** Each step is the mean of the usable measurements that began in it; a step without any is a gap. */
export const seriesFromPoints = (
  points: readonly Pick<Point, 'atMs' | 'value'>[],
  { stepMs, endMs, steps }: Grid,
): LoadSeries => {
  const startMs = endMs - steps * stepMs;
  const sums = new Float64Array(steps);
  const counts = new Float64Array(steps);
  for (const { atMs, value } of points) {
    const step = Math.floor((atMs - startMs) / stepMs);
    if (!(step >= 0 && step < steps) || !Number.isFinite(value) || value < 0) continue;
    sums[step] = (sums[step] ?? 0) + value;
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return { startMs, stepMs, values: sums.map((sum, step) => sum / (counts[step] ?? 0)) };
};
