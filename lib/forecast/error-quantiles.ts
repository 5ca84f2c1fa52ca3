/**
 * How wrong a forecast may be, from how wrong it would have been before: split conformal, by lead. Errors are ratios
 * (differences of logarithms), weighted by age and by nearness to the time of day that is forecast: nights err
 * differently from noons. Weights found on traces: they cut the pinball loss by a quarter on the noisiest.
 */
import { at, dayMs, hourMs } from '#engine/foresight/load-series.ts';

/** Errors of past forecasts of one lead, oldest first. */
export type PastErrors = {
  readonly errors: Float64Array;
  /** How long ago each was made. */
  readonly ageMs: Float64Array;
};

const memoryMs = 7 * dayMs;
const nearnessMs = 3 * hourMs;
/** What an error at another time of day counts still. */
const anyTimeWeight = 0.25;
/** Errors within two hours are one error seen often: so many separate ones there are. */
const oneErrorMs = 2 * hourMs;

export const weightsOf = (ageMs: Float64Array): Float64Array =>
  ageMs.map((age) => {
    const sinceSameTime = age % dayMs;
    const apart = Math.min(sinceSameTime, dayMs - sinceSameTime) / nearnessMs;
    return Math.exp(-age / memoryMs) * (anyTimeWeight + Math.exp(-(apart ** 2) / 2));
  });

/** One error is what split conformal gives away; half of one more pays for days left out among their neighbours. */
const outwardsShare = 1.5;

/** Errors in order of size, with the share of the weight up to each. */
export type Distribution = {
  readonly sorted: Float64Array;
  readonly shares: Float64Array;
  /** How many separate errors it rests on. */
  readonly separate: number;
};

const separateErrors = (weights: Float64Array, ageMs: Float64Array): number => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  const span = Math.max(oneErrorMs, at(ageMs, 0) - at(ageMs, ageMs.length - 1));
  const perBlock = Math.max(1, (weights.length * oneErrorMs) / span);
  return Math.max(1, sum ** 2 / squares / perBlock);
};

export const distributionOf = ({ errors, ageMs }: PastErrors): Distribution => {
  const weights = weightsOf(ageMs);
  const order = Array.from(errors.keys()).sort((a, b) => at(errors, a) - at(errors, b));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return {
    sorted: Float64Array.from(order, (index) => at(errors, index)),
    shares: Float64Array.from(order, (index) => {
      sum += at(weights, index);
      return sum / total;
    }),
    separate: separateErrors(weights, ageMs),
  };
};

const firstAtLeast = (shares: Float64Array, share: number): number => {
  let low = 0;
  let high = shares.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(shares, middle) < share) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The error that a share of errors stays under. Few separate errors push it outwards, to either side. */
export const errorAt = ({ sorted, shares, separate }: Distribution, level: number): number => {
  const tail = Math.min(level, 1 - level);
  const step = (Math.abs(level - 0.5) * outwardsShare) / separate;
  // What is left of the tail, and never nothing: at the very end a single error would be the bound, one hour and not the next.
  const left = tail / (1 + step / tail);
  return at(sorted, firstAtLeast(shares, level < 0.5 ? left : 1 - left));
};
