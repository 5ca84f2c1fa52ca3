/**
 * Lays signals over one another. A metric has a value at its own moments and none in between. What is read
 * directly, such as a queue's depth, is seen when we look, and stands until we look again.
 */
import { isReadDirectly } from './held.ts';
import type { Point } from './model.ts';
import type { SignalDefinition } from './policy.ts';

/** The point that tells a signal's value at a moment, if any does. */
export type Lookup = (atMs: number) => Point | undefined;

/** The newest point up to a moment. Asked in the order of time, it walks ahead and never searches. */
export const standingIn = (points: readonly Point[]): Lookup => {
  let next = 0;
  return (atMs) => {
    if ((points[next - 1]?.atMs ?? atMs) > atMs) next = 0;
    while ((points[next]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs) next += 1;
    return points[next - 1];
  };
};

export const lookupIn = (
  points: readonly Point[],
  definition: SignalDefinition | undefined,
): Lookup => {
  const standing = standingIn(points);
  if (isReadDirectly(definition)) return standing;
  return (atMs) => {
    const point = standing(atMs);
    return point?.atMs === atMs ? point : undefined;
  };
};

const areAlike = (a: readonly Point[], b: readonly Point[]): boolean =>
  a.length === b.length && a.every(({ atMs }, index) => atMs === b[index]?.atMs);

/** Every moment at which any of them was measured, oldest first. Metrics of one service mostly share theirs. */
export const momentsOf = (series: readonly (readonly Point[])[]): readonly number[] => {
  const [first = [], ...others] = series;
  if (others.every((points) => areAlike(points, first))) return first.map(({ atMs }) => atMs);
  const all = series.flatMap((points) => points.map(({ atMs }) => atMs));
  return [...new Set(all)].sort((a, b) => a - b);
};
