/** Running means over a series without gaps, by sums from the start. */
import { at } from '#engine/foresight/load-series.ts';

const sumsOf = (values: Float64Array): Float64Array => {
  const sums = new Float64Array(values.length + 1);
  for (let index = 0; index < values.length; index += 1) {
    sums[index + 1] = at(sums, index) + at(values, index);
  }
  return sums;
};

const meanBetween = (sums: Float64Array, from: number, to: number): number => {
  const start = Math.max(0, from);
  const end = Math.min(sums.length - 1, to);
  return (at(sums, end) - at(sums, start)) / (end - start);
};

/** The mean of the last `steps` values up to and with each. */
export const trailingMeans = (values: Float64Array, steps: number): Float64Array => {
  const sums = sumsOf(values);
  return values.map((_, index) => meanBetween(sums, index + 1 - steps, index + 1));
};

/** The mean of the values up to `reach` steps to either side. */
export const centredMeans = (values: Float64Array, reach: number): Float64Array => {
  const sums = sumsOf(values);
  return values.map((_, index) => meanBetween(sums, index - reach, index + reach + 1));
};
