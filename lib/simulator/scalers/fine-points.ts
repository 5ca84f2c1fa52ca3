/** Averages over what tasks report themselves. */
import type { FinePoint } from './scaler.ts';

/** Points that begin at `fromMs` or later and before `toMs`; they are few, and the newest are at the end. */
export const pointsBetween = (
  points: readonly FinePoint[],
  fromMs: number,
  toMs: number,
): readonly FinePoint[] => points.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);

/** `null` where there is nothing to average. */
export const meanOf = (
  points: readonly FinePoint[],
  measure: (point: FinePoint) => number,
): number | null =>
  points.length === 0
    ? null
    : points.reduce((sum, point) => sum + measure(point), 0) / points.length;
