/** How much a load surprises: the mean square of its distance from what was expected of it, of late and at this time of day. */
import { at, dayMs, hourMs, minuteMs } from './load-series.ts';

/** The level is the mean of so many steps. A single low reading must not look like calm. */
export const levelSteps = 5;
/** Surprises of so many steps are "of late". */
export const lateSteps = 30;
const fewestLate = 10;
export const hoursOfDay = 24;

/** Four times what was expected is as surprising as it gets: a jump must not deafen for half an hour. */
const mostSurprise = 3;
/** Half of what counts is of late; of the rest, half is of this time of day. */
const lateShare = 0.5;
const hourShare = 0.5;

/** The mean of the last steps up to each, of those that were measured. */
export const levelsOf = (loads: Float64Array, floor: number): Float64Array =>
  loads.map((_, now) => {
    let [sum, count] = [0, 0];
    for (let step = Math.max(0, now + 1 - levelSteps); step <= now; step += 1) {
      const load = at(loads, step);
      if (Number.isNaN(load)) continue;
      sum += load;
      count += 1;
    }
    return count === 0 ? Number.NaN : sum / count + floor;
  });

/** What was expected of each step so many steps before; with the floor in it. */
export type Expectations = { readonly bases: Float64Array; readonly aheadSteps: number };

/** Squared surprise of each step; NaN where it was not measured, or nothing was expected of it. */
export const surprisesOf = (
  loads: Float64Array,
  { bases, aheadSteps }: Expectations,
  floor: number,
): Float64Array =>
  loads.map((load, step) => {
    const expected = bases[step - aheadSteps] ?? Number.NaN;
    return Math.min(Math.abs((load + floor) / expected - 1), mostSurprise) ** 2;
  });

/** The mean surprise of the steps just up to each; NaN where too few were measured. */
export const lateMeans = (surprises: Float64Array): Float64Array => {
  let [sum, count] = [0, 0];
  return surprises.map((surprise, step) => {
    const leaving = surprises[step - lateSteps] ?? Number.NaN;
    if (!Number.isNaN(surprise)) [sum, count] = [sum + surprise, count + 1];
    if (!Number.isNaN(leaving)) [sum, count] = [sum - leaving, count - 1];
    return count < fewestLate ? Number.NaN : Math.max(0, sum) / count;
  });
};

/** A load that never moves must not make the first step that it takes an infinite surprise. */
const leastVolatility = 0.001;

export type UsualSurprise = {
  readonly overall: number;
  /** By hour of the day, UTC. */
  readonly byHour: readonly number[];
};

export const hourOf = (atMs: number): number => Math.floor((atMs % dayMs) / hourMs);

/** The volatility to expect just after a moment, as a ratio of the level. */
export const volatilityAt = (usual: UsualSurprise, late: number, atMs: number): number => {
  const hour = usual.byHour[hourOf(atMs + 5 * minuteMs)] ?? usual.overall;
  const long = hourShare * hour + (1 - hourShare) * usual.overall;
  const square = Number.isNaN(late) ? long : lateShare * late + (1 - lateShare) * long;
  return Math.max(leastVolatility, Math.sqrt(square));
};
