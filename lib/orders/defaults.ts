/** What an order is taken to mean where it does not say. */
import type { Action } from '#engine/state.ts';

export type OrderDefaults = {
  readonly seconds: number;
  /** `null`: the person has to say why. */
  readonly why: string | null;
  /** What is given is to be known for an undo. */
  readonly isUndo?: true;
};

export const usualDefaults: OrderDefaults = { seconds: 3_600, why: null };

/** It only closes what opened before it was given, so it need not last longer than a few ticks take. */
export const resetDefaults: OrderDefaults = { seconds: 900, why: 'the cause is repaired' };

/** Long enough to look into it, and short enough to be no new policy. */
export const undoDefaults = ({ from, to, atMs }: Action): OrderDefaults => ({
  seconds: 1_800,
  why: `undo of ${from} to ${to} at ${new Date(atMs).toISOString()}`,
  isUndo: true,
});
