/**
 * What must be remembered between ticks because no metric can say it: what we did, what others did,
 * and what we were about to do. Everything else is recomputed from the metric window.
 */
import type { BreakerTrip } from './breaker/breaker.ts';
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

/** Minutes between two reads, by signal. What is not here is read on every tick. */
export type Cadence = Readonly<Record<string, number>>;

/** A breaker's state carries only what that state needs. */
export type BreakerState =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      readonly cause: BreakerTrip['kind'];
      readonly sinceMs: number;
      readonly untilMs: number;
      readonly openSeconds: number;
    }
  | {
      readonly kind: 'half-open';
      readonly cause: BreakerTrip['kind'];
      readonly sinceMs: number;
      readonly openSeconds: number;
    };

/** Failures in a row, which no metric counts. */
export type Strikes = {
  /** Changes that ECS did not carry out. */
  readonly lostActions: number;
  /** Raises since which no more tasks ran than at the first of them, when that was, and how many ran. */
  readonly fruitlessRaises: number;
  readonly raisedSinceMs: number;
  readonly runningAtRaise: number;
};

/** Running tasks that went unasked, within the few minutes from `atMs` on. */
export type Loss = { readonly atMs: number; readonly tasks: number };

export type Losses = {
  /** How many of those desired ran when last looked. */
  readonly running: number;
  /** Within the last hour, oldest first; a dozen at most. */
  readonly recent: readonly Loss[];
};

/** What ECS said of a service at rest: as many tasks ran as desired, none was pending, and no rollout was under way. */
export type Sight = {
  readonly desired: number;
  readonly failedTasks: number;
  readonly targetGroupArns: readonly string[];
  /** Those that are ours to read. */
  readonly tags: Readonly<Record<string, string>>;
};

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
  readonly breaker: BreakerState;
  readonly strikes: Strikes;
  readonly losses: Losses;
  readonly cadence: Cadence;
  /** `null`: it is described on every tick, because it was not at rest, or because all of them are. */
  readonly sight: Sight | null;
  /** Digest of the last decision that was recorded, so that only changes are. */
  readonly recorded: string;
};
