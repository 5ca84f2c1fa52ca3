/** Whether a forecast is good enough to act on, by how good it was beside what costs nothing. */

/** Sums of absolute errors over sums of loads, out of sample. */
export type Accuracy = {
  readonly forecastError: number;
  readonly asNowError: number;
  /** `null` where there was no day before to compare with. */
  readonly asYesterdayError: number | null;
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
