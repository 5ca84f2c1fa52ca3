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

/** The highest load of the steps `now + 1 … now + ahead`; NaN where one of them was not measured. */
const highestWithin = (loads: Float64Array, now: number, ahead: number): number => {
  let highest = 0;
  for (let step = now + 1; step <= now + ahead; step += 1) {
    const load = at(loads, step);
    if (Number.isNaN(load)) return Number.NaN;
    highest = Math.max(highest, load);
  }
  return highest;
};

export const highestsWithin = (loads: Float64Array, ahead: number): Float64Array =>
  loads.map((_, now) => highestWithin(loads, now, ahead));

export const growthsFrom = (
  { volatilities, floorLoad }: Minutes,
  bases: Float64Array,
  highests: Float64Array,
): Float64Array =>
  bases
    .map((base, now) => ((at(highests, now) + floorLoad) / base - 1) / at(volatilities, now))
    .filter(Number.isFinite);
