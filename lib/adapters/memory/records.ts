/** The ports that remember and tell, over a memory world, with the same conditions as the table has. */
import { keyOf } from '#engine/model.ts';
import type {
  Alert,
  AlertBook,
  DecisionLog,
  ForesightReader,
  Notifier,
  StateStore,
  TickClaims,
} from '#lib/ports.ts';
import type { MemoryWorld } from './world.ts';

export const createMemoryClaims = (world: MemoryWorld): TickClaims => ({
  claim: async (shard, tickMs) => {
    const lastTick = world.lastTicks.get(shard);
    if (lastTick !== undefined && lastTick >= tickMs) return false;
    world.lastTicks.set(shard, tickMs);
    return true;
  },
});

/** A corrupt state conflicts with every version, so that it is never overwritten. */
const versionHeld = (world: MemoryWorld, key: string): number | null => {
  const held = world.states.get(key);
  if (held === undefined || held.kind === 'new') return 0;
  return held.kind === 'found' ? held.version : null;
};

export const createMemoryStates = (world: MemoryWorld): StateStore => ({
  load: async (ids) =>
    new Map(ids.map((id) => [keyOf(id), world.states.get(keyOf(id)) ?? { kind: 'new' as const }])),
  save: async (id, state, version) => {
    const key = keyOf(id);
    if (versionHeld(world, key) !== version) return 'conflict';
    world.states.set(key, { kind: 'found', state, version: version + 1 });
    return 'saved';
  },
});

export const createMemoryForesights = (world: MemoryWorld): ForesightReader => ({
  load: async (ids) =>
    new Map(ids.map((id) => [keyOf(id), world.learnt.get(keyOf(id)) ?? { kind: 'none' as const }])),
});

export const createMemoryDecisions = (world: MemoryWorld): DecisionLog => ({
  append: async (record) => {
    world.decisions.push(record);
  },
});

export const createMemoryNotifier = (world: MemoryWorld): Notifier => ({
  publish: async (notification) => {
    world.notifications.push(notification);
  },
});

const causeOf = ({ code, service, group }: Alert): string =>
  `${code}#${service ?? `group:${group ?? '-'}`}`;

export const createMemoryAlerts = (world: MemoryWorld): AlertBook => ({
  open: async () => [...world.openAlerts.values()],
  keep: async (alert) => {
    world.openAlerts.set(causeOf(alert), alert);
  },
  resolve: async (alert) => {
    if (world.openAlerts.delete(causeOf(alert))) world.resolvedAlerts.push(alert);
  },
});
