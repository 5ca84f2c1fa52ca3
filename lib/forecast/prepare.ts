/** From a series as measured to one that can be learnt from: outages are gaps, gaps are filled, and it is said which. */

import { at, type LoadSeries } from '#engine/foresight/load-series.ts';
import { fillGaps } from './fill-gaps.ts';
import { withoutLoneSpikes } from './lone-spikes.ts';
import { isUnusable, withoutOutages } from './outages.ts';
import { medianOf } from './statistics.ts';

export type Prepared = {
  readonly startMs: number;
  readonly stepMs: number;
  /** Without gaps. */
  readonly loads: Float64Array;
  /** 1 where the load was measured, 0 where it was filled in. */
  readonly observed: Uint8Array;
  readonly observedCount: number;
  readonly usualLoad: number;
  readonly highestLoad: number;
};

export const prepare = (series: LoadSeries): Prepared => {
  const usable = series.values.map((value, index) =>
    isUnusable(series.values, index) ? Number.NaN : value,
  );
  const cleaned = withoutLoneSpikes(withoutOutages({ ...series, values: usable }));
  const observed = Uint8Array.from(cleaned.values, (value) => (Number.isNaN(value) ? 0 : 1));
  const loads = fillGaps(cleaned);
  let highestLoad = 0;
  for (let index = 0; index < loads.length; index += 1) {
    highestLoad = Math.max(highestLoad, at(loads, index));
  }
  return {
    startMs: series.startMs,
    stepMs: series.stepMs,
    loads,
    observed,
    observedCount: observed.reduce((sum, seen) => sum + seen, 0),
    usualLoad: medianOf(loads.filter((load) => load > 0)) || 0,
    highestLoad,
  };
};
