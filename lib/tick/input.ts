/** What a tick is given: its time, its configuration, its access to the world, and how long it may take. */
import type { Fleet, Home } from '#config/fleet.ts';
import type { ServiceKey } from '#engine/model.ts';
import type { Deadline, Ports, RivalScaler } from '#lib/ports.ts';
import type { ShardOrder } from '#lib/shards/order.ts';

/** One part of a fleet that is divided. */
export type Share = Pick<ShardOrder, 'shard' | 'split' | 'holders' | 'services'> & {
  /** `null` when nobody could say who else scales. */
  readonly rivals: ReadonlyMap<ServiceKey, RivalScaler> | null;
};

export type TickInput = {
  /** The scheduled time: the tick's identity, and its "now". */
  readonly tickMs: number;
  readonly fleet: Fleet;
  readonly home: Home;
  readonly ports: Ports;
  readonly deadline: Deadline;
  /** Set in a worker. @default the whole fleet */
  readonly share?: Share;
  /** Set in the coordinator of a fleet that is divided. @default false */
  readonly isDivided?: boolean;
};
