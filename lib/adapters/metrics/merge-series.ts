/** Several series of one kind as one, moment by moment. */
import type { Point } from '#engine/model.ts';

export const sumOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

export const largestOf = (values: readonly number[]): number => Math.max(...values);

/**
 * A series that lacks a moment which another has is left out of it: load balancers publish only while
 * requests flow. So in its newest minute a total can be too small, and never too large.
 */
export const atEachMoment = (
  series: readonly (readonly Point[])[],
  merge: (values: readonly number[]) => number,
): readonly Point[] =>
  [...Map.groupBy(series.flat(), ({ atMs }) => atMs)]
    .map(([atMs, points]) => ({ atMs, value: merge(points.map(({ value }) => value)) }))
    .toSorted((left, right) => left.atMs - right.atMs);
