/** A statistic set: what a minute of measurements is reduced to. */

export type Samples = {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
};

export const noSamples: Samples = { count: 0, sum: 0, min: Infinity, max: -Infinity };

export const sampled = (value: number): Samples => ({
  count: 1,
  sum: value,
  min: value,
  max: value,
});

/** The same value so many times. */
export const repeated = (value: number, count: number): Samples =>
  count === 0 ? noSamples : { count, sum: value * count, min: value, max: value };

export const mergeSamples = (a: Samples, b: Samples): Samples => ({
  count: a.count + b.count,
  sum: a.sum + b.sum,
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
});

export const mean = (samples: Samples): number => samples.sum / samples.count;
