/** Bounds of one lead, from the errors of its past forecasts. */
import { levels } from '#engine/foresight/forecast.ts';
import { at } from '#engine/foresight/load-series.ts';
import { driftedLevel } from './drift.ts';
import { distributionOf, errorAt } from './error-quantiles.ts';
import type { LeadForecast } from './lead-forecast.ts';
import type { Prepared } from './prepare.ts';
import type { Rows } from './rows.ts';
import { logarithmic } from './transform.ts';

/** Fewer past forecasts than these say nothing of the next one: anything may come, up to the ceiling. */
const fewestErrors = 12;

const nothingKnown = (expected: number): readonly number[] =>
  levels.map((level) => {
    if (level === 0.5) return expected;
    return level < 0.5 ? 0 : Number.POSITIVE_INFINITY;
  });

/** The load at each of `levels`, ascending. */
export const boundsOf = (
  { expected, heldOut }: LeadForecast,
  { loads, stepMs, usualLoad }: Prepared,
  rows: Rows,
  ahead: number,
): readonly number[] => {
  if (rows.now.length < fewestErrors) return nothingKnown(expected);
  const { forward, back } = logarithmic(usualLoad);
  const past = {
    errors: heldOut.map(
      (forecast, row) => forward(at(loads, (rows.now[row] ?? 0) + ahead)) - forward(forecast),
    ),
    ageMs: Float64Array.from(rows.now, (now) => (loads.length - 1 - now) * stepMs),
  };
  const distribution = distributionOf(past);
  const middle = forward(expected);
  let least = 0;
  return levels.map((level) => {
    const asked = level > 0.5 ? driftedLevel(distribution, past, level) : level;
    least = Math.max(least, back(middle + errorAt(distribution, asked)));
    return least;
  });
};
