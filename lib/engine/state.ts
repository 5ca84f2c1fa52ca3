/**
 * What must be remembered between ticks because no metric can say it: what we did, what others did,
 * and what we were about to do. Everything else is recomputed from the metric window.
 */
import type { Mode, Urgency } from './policy.ts';

export type Action = {
  readonly atMs: number;
  readonly from: number;
  readonly to: number;
  readonly urgency: Urgency;
};

/** Written before UpdateService is called, so that a crash in between is noticed. */
export type Intent = Action & { readonly mode: Mode };

export type ForeignChange = {
  readonly atMs: number;
  readonly from: number;
  readonly to: number;
};

/** From `atMs` on the signal had `value`, until the next entry says otherwise. */
export type Held = { readonly atMs: number; readonly value: number };

export type ServiceState = {
  readonly firstSeenMs: number;
  /** The desired count that we last saw or wrote; anything else was written by someone else. */
  readonly knownDesired: number;
  readonly lastOut: Action | null;
  readonly lastIn: Action | null;
  /** Recent changes of the count, oldest first, for rate limits; bounded in age and number. */
  readonly recent: readonly Action[];
  readonly intent: Intent | null;
  readonly foreign: ForeignChange | null;
  /** Recent values of signals that are read directly and so have no history of their own. */
  readonly held: Readonly<Record<string, readonly Held[]>>;
  /** Digest of the last decision that was recorded, so that only changes are. */
  readonly recorded: string;
};
