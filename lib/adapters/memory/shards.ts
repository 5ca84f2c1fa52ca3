/** What shards of a tick share, over a memory world. */
import type { DivisionBook, LedgerBook, ShardQueue, StirQueue } from '#lib/shards/ports.ts';
import type { MemoryWorld } from './world.ts';

/** Nothing can come in between here; a test that wants contention lets `change` be asked twice. */
export const createMemoryLedger = (world: MemoryWorld): LedgerBook => ({
  update: async (change) => {
    const { ledger, answer } = change(world.ledgers.at(-1) ?? null);
    if (ledger !== null) world.ledgers.push(ledger);
    return { kind: 'done', answer };
  },
});

export const createMemoryShards = (world: MemoryWorld): ShardQueue => ({
  send: async (orders) => {
    world.orderedShards.push(...orders);
    return [];
  },
});

export const createMemoryDivisions = (world: MemoryWorld): DivisionBook => ({
  read: async () => world.divisions.at(-1) ?? null,
  keep: async (division) => {
    world.divisions.push(division);
  },
});

export const createMemoryStirs = (world: MemoryWorld): StirQueue => ({
  receive: async () => {
    const services = [...world.stirred];
    return { services, heard: async () => void world.stirred.splice(0, services.length) };
  },
});
