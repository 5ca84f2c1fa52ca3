/** What a fleet that is divided needs of the world: messages to workers, what they share, and word of services at rest. */
import type { Ledger } from '#engine/fleet/ledger.ts';
import type { ServiceId } from '#engine/model.ts';
import type { Deadline } from '#lib/ports.ts';
import type { Division } from './division.ts';
import type { ShardOrder } from './order.ts';

export type LedgerChange<T> = {
  /** `null`: there is nothing to write. */
  readonly ledger: Ledger | null;
  readonly answer: T;
};

export type LedgerUpdate<T> =
  | { readonly kind: 'done'; readonly answer: T }
  /** Others were faster, time and again: nothing was written. */
  | { readonly kind: 'contended' };

export type LedgerBook = {
  /** Reads, changes and writes as one: `change` is asked anew when another shard wrote meanwhile. */
  readonly update: <T>(
    change: (ledger: Ledger | null) => LedgerChange<T>,
    deadline: Deadline,
  ) => Promise<LedgerUpdate<T>>;
};

export type DivisionBook = {
  /** `null`: it was never divided. */
  readonly read: (deadline: Deadline) => Promise<Division | null>;
  readonly keep: (division: Division, deadline: Deadline) => Promise<void>;
};

export type Unsent = { readonly shard: string; readonly cause: string };

export type ShardQueue = {
  /** Hands shards to workers; answers with those that could not be handed over. */
  readonly send: (orders: readonly ShardOrder[], deadline: Deadline) => Promise<readonly Unsent[]>;
};

/** Services to which something happened. */
export type Stirrings = {
  readonly services: readonly ServiceId[];
  /** Whoever has to know was told; until this is said they come again. Never rejects. */
  readonly heard: (deadline: Deadline) => Promise<void>;
};

export type StirQueue = {
  /** What ECS told of services since it was last asked. Never rejects: what is not told is seen in turn. */
  readonly receive: (deadline: Deadline) => Promise<Stirrings>;
};
