/**
 * The vocabulary of the engine: what is seen of a service, what is proposed, and what is decided.
 * Everything is readonly and plain data, so a decision can be replayed from its inputs alone.
 */

import type { BreakerTrip } from './breaker/breaker.ts';
import type { Foresights } from './foresight/foresight.ts';
import type { Override } from './override.ts';
import type { BoundsWindow, Policy, Urgency } from './policy.ts';
import type { Reason } from './reason.ts';
import type { ServiceState } from './state.ts';

export type ServiceId = {
  readonly account: string;
  readonly region: string;
  readonly cluster: string;
  readonly name: string;
};

/** `account/region/cluster/name`: the identity as one string, for maps and table keys. */
export type ServiceKey = string;

export const keyOf = (id: ServiceId): ServiceKey =>
  `${id.account}/${id.region}/${id.cluster}/${id.name}`;

/** What ECS says about a service right now. */
export type ServiceView = {
  readonly id: ServiceId;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly rollout: 'steady' | 'in-progress';
  /** Tasks in a row that failed to start in the present deployment. */
  readonly failedTasks: number;
  readonly targetGroupArns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
};

/** One measurement. `tasks` is how many tasks it was averaged over, where the metric says so. */
export type Point = {
  readonly atMs: number;
  readonly value: number;
  readonly tasks?: number;
};

/** What a read of one signal yielded. "No data" is a value of its own and never zero. Points are oldest first. */
export type Reading =
  | {
      readonly kind: 'series';
      readonly points: readonly Point[];
      /** 20 seconds, newer than the middle of the newest minute. @default nothing is known inside the minute */
      readonly newest?: Point;
    }
  | { readonly kind: 'stale'; readonly points: readonly Point[]; readonly ageSeconds: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly cause: string }
  /** Not due on this tick: nothing is known, and nothing is wrong. */
  | { readonly kind: 'unread' };

/** Readings by signal name, as the policy's rules name them. */
export type Readings = Readonly<Record<string, Reading>>;

export type Observation = {
  readonly view: ServiceView;
  readonly readings: Readings;
  /** @default nothing was learnt of the past */
  readonly foresights?: Foresights;
};

export type Direction = 'out' | 'in';

/** What one rule would have wanted at one moment of the window. */
export type Wish = {
  readonly atMs: number;
  /** Whole tasks wanted. */
  readonly want: number;
  /** Tasks wanted before rounding; tolerance and urgency look at this. */
  readonly exact: number;
};

/**
 * One rule's answer over the window.
 * `want`: the last wish is "now", earlier ones feed stabilisation.
 * `floor`: at least this many; it joins the others' wishes, and by itself takes nothing away.
 * `hold`: no number can be given, and the count must not fall.
 * `abstain`: no number can be given, and nobody is held back.
 */
export type Opinion =
  | {
      readonly kind: 'want';
      readonly rule: string;
      readonly wishes: readonly [Wish, ...Wish[]];
      readonly urgency: Urgency;
      /** Whether the dead band applies: exact for demand rules, pointless for queues and ladders. */
      readonly tolerant: boolean;
      /** A surge is on: the count must not fall. */
      readonly surging: boolean;
    }
  | {
      readonly kind: 'floor';
      readonly rule: string;
      readonly wishes: readonly [Wish, ...Wish[]];
      readonly urgency: Urgency;
    }
  | { readonly kind: 'hold'; readonly rule: string }
  | { readonly kind: 'abstain'; readonly rule: string };

/** What travels down the pipeline. `desired` is the running answer, `reasons` how it came about. */
export type Proposal = {
  readonly opinions: readonly Opinion[];
  /** The combined wishes over the window, oldest first, the last one being now; empty when nobody has an opinion. */
  readonly wishes: readonly Wish[];
  readonly desired: number;
  readonly urgency: Urgency;
  /** Set when a person's choice stands: later steps, bounds included, leave the count alone. */
  readonly frozen: boolean;
  readonly reasons: readonly Reason[];
};

/** What every step of the pipeline may look at. */
export type Context = {
  readonly policy: Policy;
  readonly view: ServiceView;
  readonly readings: Readings;
  readonly foresights: Foresights;
  readonly state: ServiceState;
  /** In force now, whoever they were given for. */
  readonly overrides: readonly Override[];
  /** Schedule windows that are active now. */
  readonly windows: readonly BoundsWindow[];
  readonly nowMs: number;
};

export type Step = (proposal: Proposal, context: Context) => Proposal;

/** The outcome for one service and one tick. `asked` is the wish before anything clamped it. */
export type Decision = {
  readonly service: ServiceId;
  readonly atMs: number;
  readonly from: number;
  readonly to: number;
  readonly asked: number;
  readonly urgency: Urgency;
  readonly reasons: readonly Reason[];
  /** What the challenger would have done, where the policy names one. */
  readonly challenger: Verdict | null;
};

/** The bare outcome of a policy. */
export type Verdict = {
  readonly to: number;
  readonly asked: number;
  readonly reasons: readonly Reason[];
};

/** Things worth telling someone, apart from the decision itself. */
export type EngineEvent =
  | { readonly kind: 'foreign-change'; readonly from: number; readonly to: number }
  | { readonly kind: 'action-confirmed'; readonly from: number; readonly to: number }
  | { readonly kind: 'action-lost'; readonly from: number; readonly to: number }
  | { readonly kind: 'first-sight'; readonly desired: number }
  | {
      readonly kind: 'breaker-opened';
      readonly cause: BreakerTrip['kind'];
      readonly detail: string;
      readonly untilMs: number;
    }
  | { readonly kind: 'breaker-half-opened'; readonly cause: BreakerTrip['kind'] }
  | { readonly kind: 'breaker-closed'; readonly cause: BreakerTrip['kind'] };

export type DecideInput = {
  readonly policy: Policy;
  readonly observation: Observation;
  /** `null`: never seen before. */
  readonly state: ServiceState | null;
  readonly overrides: readonly Override[];
  readonly windows: readonly BoundsWindow[];
  readonly nowMs: number;
};

export type DecideOutput = {
  readonly decision: Decision;
  readonly state: ServiceState;
  readonly events: readonly EngineEvent[];
};
