/**
 * How good forecasts of one lead were of late, out of sample, beside the two that cost nothing: "as now" and "as
 * yesterday".
 */

import { at, dayMs, stepsIn } from '#engine/foresight/load-series.ts';
import type { Accuracy } from '#engine/foresight/trust.ts';
import type { Prepared } from './prepare.ts';
import type { Rows } from './rows.ts';

const watchedMs = 7 * dayMs;

/** `null` where there was nothing to compare. */
export const accuracyOf = (
  heldOut: Float64Array,
  { loads, stepMs }: Prepared,
  rows: Rows,
  ahead: number,
): Accuracy | null => {
  const day = stepsIn(dayMs, stepMs);
  const oldest = loads.length - stepsIn(watchedMs, stepMs);
  let [load, forecastError, asNow, asYesterday, hasYesterday] = [0, 0, 0, 0, true];
  rows.now.forEach((now, row) => {
    if (now < oldest) return;
    const truth = at(loads, now + ahead);
    load += truth;
    forecastError += Math.abs(at(heldOut, row) - truth);
    asNow += Math.abs(at(loads, now) - truth);
    if (now + ahead < day) hasYesterday = false;
    else asYesterday += Math.abs(at(loads, now + ahead - day) - truth);
  });
  if (!(load > 0)) return null;
  return {
    forecastError: forecastError / load,
    asNowError: asNow / load,
    asYesterdayError: hasYesterday ? asYesterday / load : null,
  };
};
