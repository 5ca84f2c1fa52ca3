/** How far demand went beyond what was expected of it, moment by moment, in units of the volatility of the moment. */
import { at } from '#engine/foresight/load-series.ts';
import type { Replayed } from './replay.ts';

export const growthsFrom = ({
  loads,
  bases,
  volatilities,
  floorLoad,
  aheadSteps,
}: Replayed): Float64Array => {
  const growths = new Float64Array(bases.length);
  let count = 0;
  for (let now = 0; now < bases.length; now += 1) {
    const later = at(loads, now + aheadSteps) + floorLoad;
    const growth = (later / at(bases, now) - 1) / at(volatilities, now);
    if (!Number.isFinite(growth)) continue;
    growths[count] = growth;
    count += 1;
  }
  return growths.subarray(0, count);
};
