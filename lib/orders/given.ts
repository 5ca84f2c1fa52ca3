/** Orders as they are written down: who gave them, why, and until when. An order without an end would be forgotten. */
import type { OverrideOrder } from '#engine/override.ts';
import type { NewOverride } from '#lib/operator-ports.ts';

export type Terms = {
  readonly who: string;
  readonly why: string;
  readonly seconds: number;
  /** The orders are what undoes the last change. */
  readonly isUndo?: true | undefined;
};

export const givenUnder = (
  orders: readonly OverrideOrder[],
  { who, why, seconds, isUndo }: Terms,
  nowMs: number,
): readonly NewOverride[] =>
  orders.map((order) => ({
    order,
    setAtMs: nowMs,
    expiresAtMs: nowMs + seconds * 1000,
    who,
    why,
    ...(isUndo === undefined ? {} : { isUndo }),
  }));
