/** Everything that the in-memory ports read and write, as plain maps and lists that a test presets and inspects. */

import type { Ledger } from '#engine/fleet/ledger.ts';
import type { Readings, ServiceId, ServiceKey, ServiceView } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import type { ServiceState } from '#engine/state.ts';
import type { DecisionRecord } from '#lib/decision-record.ts';
import type { Deployment } from '#lib/deployment.ts';
import type { FlyballEvent } from '#lib/events/schemas.ts';
import type { FleetSummary } from '#lib/fleet-summary.ts';
import type { Progress } from '#lib/learning-ports.ts';
import type { PastAlert } from '#lib/operator-ports.ts';
import type {
  Lookup,
  Notification,
  OpenAlert,
  Orders,
  OverrideScope,
  Recalled,
  RecalledLearnt,
  RivalScaler,
  UpdateRank,
  WriteOutcome,
} from '#lib/ports.ts';
import type { Division } from '#lib/shards/division.ts';
import type { ShardOrder } from '#lib/shards/order.ts';
import type { Spend } from '#lib/spend.ts';

export type DesiredWrite = { readonly id: ServiceId; readonly desired: number };

export type MemoryWorld = {
  /** What ECS answers; a service that is not here is missing. */
  readonly lookups: Map<ServiceKey, Lookup>;
  /** Services that carry the enabling tag. */
  readonly tagged: Map<ServiceKey, ServiceId>;
  readonly rivals: Map<ServiceKey, RivalScaler>;
  /** Signals by name; one that is not here is absent, and points outside a read's window are not seen. */
  readonly readings: Map<ServiceKey, Readings>;
  /** What the state store recalls; a service that is not here is new. */
  readonly states: Map<ServiceKey, Recalled>;
  /** What was learnt of the past; of a service that is not here, nothing. */
  readonly learnt: Map<ServiceKey, RecalledLearnt>;
  /** Every step that learning took round the fleet; the newest is the last one. */
  readonly learningProgress: Progress[];
  /** Orders by scope, see `overrideScopeKey`; a scope that is not here has none. */
  readonly orders: Map<string, Orders>;
  /** What the writer answers instead of writing. */
  readonly refusals: Map<ServiceKey, WriteOutcome>;
  readonly lastTicks: Map<string, number>;
  /** By month, such as `2026-11`. */
  readonly spend: Map<string, Spend>;
  /** The newest is the last one; empty before the first tick. */
  readonly deployments: Deployment[];
  readonly openAlerts: Map<string, OpenAlert>;
  /** Turns to change a service: how many there are still, and who took one. */
  readonly turns: {
    left: number;
    readonly taken: { readonly id: ServiceId; readonly rank: UpdateRank }[];
  };
  /** Every accepted change of a desired count, in order. */
  readonly writes: DesiredWrite[];
  readonly decisions: DecisionRecord[];
  readonly notifications: Notification[];
  /** What could not be told yet. */
  readonly owed: Notification[];
  /** The newest is the last one. */
  readonly ledgers: Ledger[];
  /** How the fleet is divided; the newest is the last one. */
  readonly divisions: Division[];
  /** Shards that were handed to workers. */
  readonly orderedShards: ShardOrder[];
  /** Services that ECS told of, until that was heard. */
  readonly stirred: ServiceId[];
  readonly events: FlyballEvent[];
  readonly owedEvents: FlyballEvent[];
  readonly resolvedAlerts: PastAlert[];
  /** By shard. */
  readonly summaries: Map<string, FleetSummary>;
};

export const createMemoryWorld = (): MemoryWorld => ({
  lookups: new Map(),
  tagged: new Map(),
  rivals: new Map(),
  readings: new Map(),
  states: new Map(),
  learnt: new Map(),
  learningProgress: [],
  orders: new Map(),
  refusals: new Map(),
  lastTicks: new Map(),
  spend: new Map(),
  deployments: [],
  openAlerts: new Map(),
  turns: { left: Number.POSITIVE_INFINITY, taken: [] },
  writes: [],
  decisions: [],
  notifications: [],
  owed: [],
  ledgers: [],
  divisions: [],
  orderedShards: [],
  stirred: [],
  events: [],
  owedEvents: [],
  resolvedAlerts: [],
  summaries: new Map(),
});

/** Puts a tagged service there, or replaces it, with the readings of its signals. */
export const placeService = (world: MemoryWorld, view: ServiceView, readings?: Readings): void => {
  const key = keyOf(view.id);
  world.lookups.set(key, { kind: 'found', view });
  world.tagged.set(key, view.id);
  if (readings !== undefined) world.readings.set(key, readings);
};

export const rememberState = (
  world: MemoryWorld,
  id: ServiceId,
  state: ServiceState,
  version = 1,
): void => {
  world.states.set(keyOf(id), { kind: 'found', state, version });
};

/** The view as it is now, writes included; for a service that was never placed, `undefined`. */
export const viewOf = (world: MemoryWorld, id: ServiceId): ServiceView | undefined => {
  const lookup = world.lookups.get(keyOf(id));
  return lookup?.kind === 'found' ? lookup.view : undefined;
};

/** `fleet`, `group backend` or `service <key>`. */
export const overrideScopeKey = (scope: OverrideScope): string => {
  switch (scope.kind) {
    case 'service':
      return `service ${keyOf(scope.service)}`;
    case 'group':
      return `group ${scope.group}`;
    case 'fleet':
      return 'fleet';
    default:
      return scope satisfies never;
  }
};
