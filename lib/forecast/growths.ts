/** How far demand grew within a lead, moment by moment, in units of the volatility of the moment. */
import { at } from '#engine/foresight/load-series.ts';

export type Minutes = {
  /** NaN where nothing was measured. */
  readonly loads: Float64Array;
  /** With the floor, as are the bases. */
  readonly levels: Float64Array;
  readonly volatilities: Float64Array;
  readonly floorLoad: number;
};

/** The highest load of the steps `now + 1 … now + ahead` at each `now`; NaN where one of them was not measured. */
export type Highests = { readonly ahead: number; readonly loads: Float64Array };

export const nextLoads = (loads: Float64Array): Highests => ({
  ahead: 1,
  loads: loads.map((_, now) => at(loads, now + 1)),
});

/** From those of a lead at least half as long: two overlapping stretches are one longer one. */
export const stretched = ({ ahead, loads }: Highests, toAhead: number): Highests => ({
  ahead: toAhead,
  loads: loads.map((highest, now) => Math.max(highest, at(loads, now + toAhead - ahead))),
});

export const growthsFrom = (
  { volatilities, floorLoad }: Minutes,
  bases: Float64Array,
  { loads: highests }: Highests,
): Float64Array => {
  const growths = new Float64Array(bases.length);
  let count = 0;
  for (let now = 0; now < bases.length; now += 1) {
    const growth = ((at(highests, now) + floorLoad) / at(bases, now) - 1) / at(volatilities, now);
    if (!Number.isFinite(growth)) continue;
    growths[count] = growth;
    count += 1;
  }
  return growths.subarray(0, count);
};
