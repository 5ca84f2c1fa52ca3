/**
 * How good forecasts of one lead were of late, out of sample, beside the two that cost nothing: "as now" and "as
 * yesterday". And whether that is good enough to act on.
 */
import { at, dayMs, stepsIn } from './load-series.ts';
import type { Prepared } from './prepare.ts';
import type { Rows } from './rows.ts';

/** Sums of absolute errors over sums of loads; `null` where there was nothing to compare. */
export type Accuracy = {
  readonly forecastError: number;
  readonly asNowError: number;
  readonly asYesterdayError: number | null;
};

const watchedMs = 7 * dayMs;

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

/** Whether a forecast may move capacity; if not, it advises, and says why. */
export type Trust =
  | { readonly kind: 'trusted' }
  | { readonly kind: 'untried' }
  | { readonly kind: 'inaccurate'; readonly error: number; readonly mostError: number }
  | { readonly kind: 'no-better'; readonly error: number; readonly asNowError: number };

/** 85 % accurate. */
export const usualMostError = 0.15;

export const trustIn = (accuracy: Accuracy | null, mostError: number = usualMostError): Trust => {
  if (accuracy === null) return { kind: 'untried' };
  const { forecastError: error, asNowError } = accuracy;
  if (error > mostError) return { kind: 'inaccurate', error, mostError };
  // A constant is forecast without error by both, and may be trusted.
  if (error > 0 && error >= asNowError) return { kind: 'no-better', error, asNowError };
  return { kind: 'trusted' };
};
