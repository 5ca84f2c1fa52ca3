/** What a person ordered for a while. Every order says who gave it and why, and ends by itself. */
export type OverrideOrder =
  | { readonly kind: 'pin'; readonly tasks: number }
  | { readonly kind: 'floor'; readonly tasks: number }
  | { readonly kind: 'ceiling'; readonly tasks: number }
  | { readonly kind: 'freeze' }
  | { readonly kind: 'pause-in' }
  | { readonly kind: 'pause-out' }
  /** Closes a breaker that opened before the order was given. */
  | { readonly kind: 'reset-breaker' };

export type Override = {
  readonly order: OverrideOrder;
  readonly scope: 'service' | 'group' | 'fleet';
  readonly setAtMs: number;
  readonly expiresAtMs: number;
  readonly who: string;
  readonly why: string;
  /** Set on the pin of an undo: what Flyball does while it holds is that undo being obeyed. */
  readonly isUndo?: true | undefined;
};

/** Who gives an order has a clock of their own, and a freeze must not wait for it because it is ahead. */
const clockSkewMs = 5 * 60_000;

export const isInForce = (override: Override, nowMs: number): boolean =>
  override.setAtMs <= nowMs + clockSkewMs && nowMs < override.expiresAtMs;
