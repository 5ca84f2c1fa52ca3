import type { Deadline } from '#lib/ports.ts';

/** Proves that the table takes conditional writes, which everything rests on: claims, states, orders. */
export type Canary = {
  /** Rejects where it cannot be written; somebody else's later claim is as good a proof. */
  readonly claim: (nowMs: number, deadline: Deadline) => Promise<void>;
};
