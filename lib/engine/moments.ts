/**
 * Lays signals over one another. A metric has a value at its own moments and none in between. What is read
 * directly, such as a queue's depth, is seen when we look, and stands until we look again.
 */
import { isReadDirectly } from './held.ts';
import type { Point } from './model.ts';
import type { SignalDefinition } from './policy.ts';

/** The point that tells a signal's value at a moment, if any does. */
export type Lookup = (atMs: number) => Point | undefined;

export const lookupIn = (
  points: readonly Point[],
  definition: SignalDefinition | undefined,
): Lookup => {
  if (isReadDirectly(definition)) {
    return (atMs) => points.findLast((point) => point.atMs <= atMs);
  }
  const byMoment = new Map(points.map((point) => [point.atMs, point]));
  return (atMs) => byMoment.get(atMs);
};

/** Every moment at which any of them was measured, oldest first. */
export const momentsOf = (series: readonly (readonly Point[])[]): readonly number[] =>
  [...new Set(series.flatMap((points) => points.map(({ atMs }) => atMs)))].sort((a, b) => a - b);
