/** The fleet summary over a memory world, written as seldom as the table's. */
import { type FleetSummaries, isWorthWriting } from '#lib/fleet-summary.ts';
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
  read: async () => ({ summaries: [...world.summaries.values()], unread: [] }),
});
