/** What a tick is given: its time, its configuration, its access to the world, and how long it may take. */
import type { Fleet, Home } from '#config/fleet.ts';
import type { ServiceKey } from '#engine/model.ts';
import type { Deadline, Ports, RivalScaler } from '#lib/ports.ts';
import type { ShardOrder } from '#lib/shards/order.ts';
import type { Arbitrate } from './arbitration.ts';
import type { Assessed } from './assess.ts';
import type { Carried } from './carry-out.ts';
import { shard } from './shard.ts';

/** One part of a fleet that is divided. */
export type Share = Pick<
  ShardOrder,
  | 'shard'
  | 'speaksForAll'
  | 'split'
  | 'holders'
  | 'services'
  | 'fleetServices'
  | 'fleetShards'
  | 'homeServices'
> & {
  /** Services that ECS told of since the last tick. */
  readonly stirred: ReadonlySet<ServiceKey>;
  /** `null` when nobody could say who else scales. */
  readonly rivals: ReadonlyMap<ServiceKey, RivalScaler> | null;
};

/** What every shard finds alike, such as a ceiling in dollars, is told by one of them. */
export const speaksForAll = (share: Share | undefined): boolean =>
  share === undefined || share.speaksForAll;

/** Under which name a tick is claimed. */
export const shardOf = ({ share }: Pick<TickInput, 'share'>): string => share?.shard ?? shard;

/** How much of the fleet, and so of what it may spend, is here. */
export const partHere = (share: Pick<Share, 'services' | 'fleetServices'> | undefined): number =>
  share === undefined ? 1 : share.services.length / Math.max(1, share.fleetServices);

/** What is done alone where the whole fleet is here, and together with the other shards where it is not. */
export type Agreement = {
  readonly arbitrate: Arbitrate;
  /** After the actions: tells the others what became of what was granted. Never rejects. */
  readonly settle: (
    assessed: readonly Assessed[],
    carried: readonly Carried[],
    input: TickInput,
  ) => Promise<void>;
};

export type TickInput = {
  /** The scheduled time: the tick's identity, and its "now". */
  readonly tickMs: number;
  /** When the tick before was due. @default one interval ago */
  readonly lastTickMs?: number | null;
  /** Whether signals wait for their turn, where reads are adaptive. @default all: whoever asks wants to see them */
  readonly reads?: 'due' | 'all';
  /** Set in a look inside the minute, which goes by what its tick has just seen to. @default false */
  readonly isLook?: boolean;
  readonly fleet: Fleet;
  readonly home: Home;
  readonly ports: Ports;
  readonly deadline: Deadline;
  /** Set in a worker. @default the whole fleet */
  readonly share?: Share;
  /** How a part of the fleet agrees with the others. Set in a worker. @default there are no others */
  readonly agreement?: Agreement;
  /** Set in the coordinator of a fleet that is divided. @default false */
  readonly isDivided?: boolean;
};
