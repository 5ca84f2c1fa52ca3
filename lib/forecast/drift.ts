/**
 * Whether errors of late have been larger than they used to be. The level asked for is moved, error by error, so that
 * the bound would have held as often as it says; in a service that has changed it widens within hours.
 */
import type { Distribution } from './error-quantiles.ts';
import { errorAt, type PastErrors } from './error-quantiles.ts';
import { at, dayMs, hourMs } from './load-series.ts';
import { clamp } from './statistics.ts';

const watchedMs = 3 * dayMs;
/** A bound missed all the time moves the level of 95 % beyond 99 % within so long. */
const reactionMs = 12 * hourMs;
const mostExtreme = 0.9995;

/** The level to ask of the distribution so that `level` is met. Above one half only. */
export const driftedLevel = (
  distribution: Distribution,
  { errors, ageMs }: PastErrors,
  level: number,
): number => {
  let missing = 1 - level;
  for (let index = 0; index < errors.length; index += 1) {
    if (at(ageMs, index) > watchedMs) continue;
    const spanMs = at(ageMs, Math.max(0, index - 1)) - at(ageMs, index);
    const gain = (Math.min(spanMs, hourMs) / reactionMs) * (1 - level);
    const isMissed = at(errors, index) > errorAt(distribution, 1 - missing);
    missing += (gain * (1 - level - (isMissed ? 1 : 0))) / (1 - level);
    missing = clamp(missing, 1 - mostExtreme, 2 * (1 - level));
  }
  return 1 - missing;
};
