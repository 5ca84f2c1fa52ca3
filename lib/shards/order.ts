/** What the coordinator hands to a worker: one shard of one tick. */
import type { ServiceId, ServiceKey } from '#engine/model.ts';
import type { Split } from './split.ts';

export type RivalNote = {
  readonly service: ServiceKey;
  readonly resourceId: string;
  readonly detail: string;
};

export type ShardOrder = {
  readonly tickMs: number;
  readonly shard: string;
  /** What every shard finds alike, such as a ceiling in dollars, is told by this one. */
  readonly speaksForAll: boolean;
  /** Identity of the split, and for each group with members on this shard, all shards that have some. */
  readonly split: string;
  readonly holders: Split['holders'];
  readonly services: readonly ServiceId[];
  /** Of these services, those to which something happened. */
  readonly stirred: readonly ServiceId[];
  /** How many services all shards have together. */
  readonly fleetServices: number;
  /** How many shards there are, which tells whether each has a worker to itself. */
  readonly fleetShards: number;
  /** How many of them are of the account and region of this shard, and so share what ECS takes of calls. */
  readonly homeServices: number;
  /** Of these services, those that someone else scales; `null` when nobody could say. */
  readonly rivals: readonly RivalNote[] | null;
};
