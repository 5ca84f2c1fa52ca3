/**
 * A promise, tried on the past: how much growth had to be asked for, for demand to be more than what ran in no more
 * minutes than promised? Counts are whole and follow the highest wish of a while, so a promise that is read off the
 * tail of growth is over-kept, by up to seventy times where a task is a large part of the load. The past knows by how much.
 */
import { at } from '#engine/foresight/load-series.ts';
import type { HeldPromise } from '#engine/foresight/promises.ts';

export type Replayed = {
  /** NaN where nothing was measured. */
  readonly loads: Float64Array;
  /** What was expected `aheadSteps` later, with the floor. */
  readonly bases: Float64Array;
  readonly volatilities: Float64Array;
  readonly floorLoad: number;
  readonly aheadSteps: number;
};

/** More than any tail that was met asks for at one in ten thousand. */
const mostGrowth = 64;
/** A load that is four tasks exactly needs no fifth. */
const slackTasks = 1e-9;

/**
 * With more growth than this the minute is not outgrown: one of the wishes that held then was for a fraction more
 * than one task less than it needed. NaN where nobody wished or nothing was measured.
 */
const growthNeeded = (
  replayed: Replayed,
  { limit, heldSteps }: HeldPromise,
  step: number,
): number => {
  const { loads, bases, volatilities, floorLoad, aheadSteps } = replayed;
  const load = at(loads, step);
  if (Number.isNaN(load)) return Number.NaN;
  const reached = (Math.ceil(load / limit - slackTasks) - 1) * limit + floorLoad;
  let least = Number.NaN;
  const newest = step - aheadSteps;
  for (let now = Math.max(0, newest - heldSteps + 1); now <= newest; now += 1) {
    const growth = (reached / at(bases, now) - 1) / at(volatilities, now);
    if (growth < least || Number.isNaN(least)) least = growth;
  }
  return least;
};

/** The least growth with which the promise was kept; what is expected is the least that is ever asked for. */
export const growthThatKeeps = (replayed: Replayed, promise: HeldPromise): number => {
  const needed = replayed.loads
    .map((_, step) => growthNeeded(replayed, promise, step))
    .filter((growth) => !Number.isNaN(growth))
    .sort();
  const outgrown = Math.floor(needed.length * promise.riskRatio);
  const growth = needed[needed.length - 1 - outgrown] ?? 0;
  return Math.min(mostGrowth, Math.max(0, growth));
};
