/**
 * A stretch changes from tick to tick by a little, and turns of 12.5 and of 12.6 minutes have nothing in common: whoever
 * waited by them could miss both for hours. Of doublings each turn of the longer wait is one of the shorter, too. What
 * lies in between is a matter of how many services wait the shorter one.
 */
import { phases } from './phase.ts';

const dayMs = 86_400_000;

/** Every day it is others that wait less: a number that no day's multiple comes near to again. */
const goldenRatio = 0.618_033_988_749_895;

const placeOf = (phase: number, nowMs: number): number =>
  (phase / phases + Math.floor(nowMs / dayMs) * goldenRatio) % 1;

/** The doubling below or above, such that all services together read as often as with the stretch itself. */
export const steppedStretch = (stretch: number, phase: number, nowMs: number): number => {
  const shorter = 2 ** Math.floor(Math.log2(Math.max(1, stretch)));
  const partShorter = (2 * shorter) / Math.max(1, stretch) - 1;
  return placeOf(phase, nowMs) < partShorter ? shorter : 2 * shorter;
};

/** However little money there is. A look an hour at one metric is $0.0073 a service and month; a power of two, as turns go by. */
export const longestApartMinutes = 64;

/** The last doubling of a service's own wait with which it is still looked at as often as that. */
export const mostSteps = (ownMinutes: number): number =>
  2 ** Math.floor(Math.log2(longestApartMinutes / ownMinutes));
