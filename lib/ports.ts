/**
 * What one tick needs of the world. Each port is one or two methods, declared here by who needs them
 * and implemented in `adapters/` (over AWS) and `adapters/memory.ts` (for tests and the simulator).
 * Reads are apart from writes: observe mode swaps the writer and nothing else.
 */
import type { AlertCode, Severity } from '#config/alert-settings.ts';
import type { Home } from '#config/fleet.ts';
import type { Readings, ServiceId, ServiceKey, ServiceView } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { Urgency } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import type { FlyballEvent } from '#lib/events/schemas.ts';
import type { DecisionRecord } from './decision-record.ts';
import type { FleetSummaries } from './fleet-summary.ts';
import type { Learnt } from './learnt.ts';
import type { DivisionBook, LedgerBook, ShardQueue, StirQueue } from './shards/ports.ts';
import type { Spend } from './spend.ts';

/** How long may still be worked. Every call that waits takes one, and gives up when it is over. */
export type Deadline = {
  readonly remainingMs: () => number;
  readonly signal: AbortSignal;
};

/** One tick is run once, whoever is invoked how often: the first to claim it runs it. */
export type TickClaims = {
  /** True when no tick at or after this one was claimed before. */
  readonly claim: (shard: string, tickMs: number, deadline: Deadline) => Promise<boolean>;
};

export type LastTick = {
  /** When the last tick was due; `null` before the first. */
  readonly at: (shard: string, deadline: Deadline) => Promise<number | null>;
};
/** Tags that say which group a service is in. */
export type Membership = Readonly<Record<string, string>>;

export type TaggedService = { readonly id: ServiceId; readonly membership: Membership };

/** An account and region that could not be asked; what the others said holds all the same. */
export type Unasked = { readonly home: Home; readonly error: Error };

export type Listing = {
  readonly services: readonly TaggedService[];
  readonly unasked: readonly Unasked[];
};

export type Directory = {
  /** Services that carry the enabling tag, as of at most five minutes before `nowMs`. Rejects when nobody could be asked. */
  readonly tagged: (nowMs: number, deadline: Deadline) => Promise<Listing>;
  /** Keeps the list current, beside the work of a tick. Never rejects: what fails is warned of and tried again. */
  readonly tend: (nowMs: number, deadline: Deadline) => Promise<void>;
};

export type Lookup =
  | { readonly kind: 'found'; readonly view: ServiceView }
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'unscalable';
      readonly why: 'daemon' | 'draining' | 'inactive' | 'managed-by-ecs';
    }
  | { readonly kind: 'failed'; readonly cause: string };

export type ServiceReader = {
  readonly describe: (
    ids: readonly ServiceId[],
    deadline: Deadline,
  ) => Promise<ReadonlyMap<ServiceKey, Lookup>>;
};

export type WriteOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'observed' }
  | { readonly kind: 'refused'; readonly cause: string; readonly retryable: boolean };

export type ServiceWriter = {
  readonly setDesired: (
    id: ServiceId,
    desired: number,
    deadline: Deadline,
  ) => Promise<WriteOutcome>;
};

/** How urgent a change is: scale-outs before all scale-ins. */
export type UpdateRank = Urgency | 'in';

/** ECS takes so many changes a second and no more, whoever asks: whose turn is it? */
export type UpdateTurns = {
  /** Waits for a turn, the more urgent first; false at once when it would not come before the deadline. */
  readonly take: (id: ServiceId, rank: UpdateRank, deadline: Deadline) => Promise<boolean>;
};

export type Measurements = {
  readonly readings: ReadonlyMap<ServiceKey, Readings>;
  /** Metrics that CloudWatch bills for. */
  readonly billedMetrics: number;
  /** Requests that count against the free ones. @default 0 */
  readonly freeRequests?: number;
};

export type SignalSource = {
  readonly read: (
    reads: readonly Read[],
    deadline: Deadline,
    /** How many requests may be made that cost nothing. @default 0 */
    freeRequests?: number,
  ) => Promise<Measurements>;
};

/** What metric reads have come to, by month (`2026-11`). */
export type SpendLedger = {
  readonly load: (month: string, deadline: Deadline) => Promise<Spend>;
  readonly add: (month: string, spend: Spend, deadline: Deadline) => Promise<void>;
};

export type Recalled =
  | { readonly kind: 'found'; readonly state: ServiceState; readonly version: number }
  | { readonly kind: 'new' }
  | { readonly kind: 'corrupt'; readonly cause: string }
  | { readonly kind: 'failed'; readonly cause: string };

export type StateStore = {
  readonly load: (
    ids: readonly ServiceId[],
    deadline: Deadline,
  ) => Promise<ReadonlyMap<ServiceKey, Recalled>>;
  /** `version` is the one that was loaded, 0 for a new service. */
  readonly save: (
    id: ServiceId,
    state: ServiceState,
    version: number,
    deadline: Deadline,
  ) => Promise<'saved' | 'conflict'>;
};

/** Whom an order is for. There is one item of orders each, so the three never contend. */
export type OverrideScope =
  | { readonly kind: 'service'; readonly service: ServiceId }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'fleet' };

/** The orders of one scope, in force or not. What cannot be read may be anything, a freeze included. */
export type Orders =
  | { readonly kind: 'known'; readonly overrides: readonly Override[] }
  | { readonly kind: 'corrupt'; readonly cause: string }
  | { readonly kind: 'failed'; readonly cause: string };

export type FleetOrders = {
  readonly fleet: Orders;
  readonly groups: ReadonlyMap<string, Orders>;
  readonly services: ReadonlyMap<ServiceKey, Orders>;
};

export type Overrides = {
  readonly load: (
    services: readonly ServiceId[],
    groups: readonly string[],
    deadline: Deadline,
  ) => Promise<FleetOrders>;
};

/** What was learnt of a service's past. Without it rules that look ahead fall back on what they say for that case. */
export type RecalledLearnt =
  | { readonly kind: 'learnt'; readonly learnt: Learnt }
  | { readonly kind: 'none' }
  | { readonly kind: 'corrupt'; readonly cause: string }
  | { readonly kind: 'failed'; readonly cause: string };

export type ForesightReader = {
  /** As of at most five minutes before `nowMs`: it is learnt once an hour. */
  readonly load: (
    ids: readonly ServiceId[],
    nowMs: number,
    deadline: Deadline,
  ) => Promise<ReadonlyMap<ServiceKey, RecalledLearnt>>;
};

export type DecisionLog = {
  readonly append: (record: DecisionRecord, deadline: Deadline) => Promise<void>;
};

/** Another autoscaler that would fight over the count. */
export type RivalScaler = { readonly resourceId: string; readonly detail: string };

export type Rivalry = {
  /** Services with an unsuspended Application Auto Scaling target. */
  readonly found: ReadonlyMap<ServiceKey, RivalScaler>;
  readonly unasked: readonly Unasked[];
};

export type RivalScalers = {
  /** As of at most five minutes before `nowMs`. Rejects when nobody could be asked. */
  readonly find: (nowMs: number, deadline: Deadline) => Promise<Rivalry>;
};

/** What is wrong, as a tick finds it. How bad that is, the fleet file has the last word on. */
export type Cause = {
  readonly code: AlertCode;
  readonly service: ServiceKey | null;
  /** Set where the cause lies with a group and with none of its services. */
  readonly group: string | null;
  readonly message: string;
};

export type Alert = Cause & { readonly severity: Severity };

/** Somebody says that an alert is dealt with, although its cause still holds. */
export type Resolution = { readonly atMs: number; readonly who: string; readonly why: string };

export type OpenAlert = Alert & {
  readonly openedAtMs: number;
  /** How many ticks have seen its cause, counted until it may be told. */
  readonly ticks: number;
  /** When people last heard of it. */
  readonly toldAtMs: number | null;
  /** By hand; it stays closed until its cause has gone and come back. */
  readonly resolution: Resolution | null;
};

/** Alerts whose cause holds. One per cause (code and service or group), not one per tick. */
export type AlertBook = {
  /** Those that somebody should look at: without what was resolved by hand. */
  readonly open: (deadline: Deadline) => Promise<readonly OpenAlert[]>;
  readonly standing: (deadline: Deadline) => Promise<readonly OpenAlert[]>;
  /** Opens the alert, or brings the one of the same cause up to date; a resolution by hand is left as it is. */
  readonly keep: (alert: OpenAlert, deadline: Deadline) => Promise<void>;
  /** The cause is gone. */
  readonly resolve: (alert: Cause, atMs: number, deadline: Deadline) => Promise<void>;
};

/** Subscribers filter by kind and severity; actions and transitions in good order are `info`. */
export type Notification = {
  readonly kind: 'alert' | 'breaker' | 'action';
  readonly severity: Severity | 'info';
  readonly subject: string;
  readonly text: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** What should have been told and could not be, kept for the next tick. */
export type Outbox<Owed> = {
  readonly load: (deadline: Deadline) => Promise<readonly Owed[]>;
  /** Takes out what was loaded and told, and adds what was not: what others added meanwhile stays. */
  readonly settle: (
    loaded: readonly Owed[],
    owed: readonly Owed[],
    deadline: Deadline,
  ) => Promise<void>;
};

export type PutOutcome = {
  readonly untaken: readonly FlyballEvent[];
  /** Why some were not taken; `null` when all were. */
  readonly cause: Error | null;
};

export type EventBus = {
  readonly put: (events: readonly FlyballEvent[], deadline: Deadline) => Promise<PutOutcome>;
};

export type Notifier = {
  readonly publish: (notification: Notification, deadline: Deadline) => Promise<void>;
};

/** Everything a tick may touch. */
export type Ports = {
  readonly claims: TickClaims;
  readonly lastTick: LastTick;
  readonly spend: SpendLedger;
  readonly directory: Directory;
  readonly serviceReader: ServiceReader;
  readonly turns: UpdateTurns;
  readonly serviceWriter: ServiceWriter;
  readonly signals: SignalSource;
  readonly states: StateStore;
  readonly overrides: Overrides;
  readonly foresights: ForesightReader;
  readonly decisions: DecisionLog;
  readonly rivals: RivalScalers;
  readonly alerts: AlertBook;
  readonly notifier: Notifier;
  readonly outbox: Outbox<Notification>;
  readonly events: { readonly bus: EventBus; readonly outbox: Outbox<FlyballEvent> };
  readonly summaries: FleetSummaries;
  readonly shards: ShardQueue;
  readonly divisions: DivisionBook;
  readonly ledger: LedgerBook;
  readonly stirs: StirQueue;
};
