/**
 * The ledger of a fleet that is whole again. A worker of the tick before may still carry out what it was granted, which
 * ECS does not show yet; and what shards said of themselves must not be believed when the fleet is divided once more.
 */
import type { Room } from './elsewhere.ts';
import { type GroupEntry, type Ledger, liveGrants, type ShardEntry } from './ledger.ts';

/** No split is called so. */
const wholeSplit = 'whole';

const pendingOnly = (entry: ShardEntry, tickMs: number): ShardEntry => ({
  tickMs: entry.tickMs,
  tasks: 0,
  running: 0,
  blind: 0,
  hindered: [],
  groups: Object.fromEntries(
    Object.entries(entry.groups).flatMap(([name, group]): readonly [string, GroupEntry][] => {
      const grants = liveGrants(group, tickMs);
      return grants.length === 0 ? [] : [[name, { tasks: 0, vcpu: 0, grants }]];
    }),
  ),
});

/** From here on workers of former ticks are late, and are granted nothing. */
export const takenBack = (ledger: Ledger, tickMs: number): Ledger => ({
  split: wholeSplit,
  splitSinceMs: tickMs,
  shards: Object.fromEntries(
    Object.entries(ledger.shards).map(([name, entry]) => [name, pendingOnly(entry, tickMs)]),
  ),
  spent: { tickMs, removed: 0, started: 0 },
});

/** Growth by group that may still be carried out. What ECS shows of it already is counted twice, for two minutes at most. */
export const pendingIn = (ledger: Ledger | null, tickMs: number): ReadonlyMap<string, Room> => {
  const pending = new Map<string, Room>();
  for (const { groups } of Object.values(ledger?.shards ?? {})) {
    for (const [name, group] of Object.entries(groups)) {
      for (const grant of liveGrants(group, tickMs)) {
        const { tasks, vcpu } = pending.get(name) ?? { tasks: 0, vcpu: 0 };
        pending.set(name, { tasks: tasks + grant.tasks, vcpu: vcpu + grant.vcpu });
      }
    }
  }
  return pending;
};
