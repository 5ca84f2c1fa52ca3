/** The fleet summary over a memory world, written as seldom as the table's. */
import { type FleetSummaries, isWorthWriting } from '#lib/fleet-summary.ts';
import { isPresent } from '#lib/shards/division.ts';
import { headOf } from '../summary-item.ts';
import type { MemoryWorld } from './world.ts';

export const createMemorySummaries = (world: MemoryWorld): FleetSummaries => ({
  publish: async (summary) => {
    const before = world.summaries.get(summary.shard);
    const head = before === undefined ? null : headOf(before);
    if (!isWorthWriting(head, headOf(summary))) return 'unchanged';
    world.summaries.set(summary.shard, summary);
    return 'written';
  },
  read: async () => {
    const division = world.divisions.at(-1) ?? null;
    const summaries = [...world.summaries.values()];
    const present = summaries.filter(({ shard }) => isPresent(shard, division));
    return { summaries: present, unread: [], division };
  },
});
