/** The ports that remember and tell, over a memory world, with the same conditions as the table has. */
import { keyOf } from '#engine/model.ts';
import { causeKeyOf } from '#lib/alerts/alert-id.ts';
import type { AlertDesk } from '#lib/operator-ports.ts';
import { settledBox } from '#lib/outbox.ts';
import type {
  AlertBook,
  DecisionLog,
  LastTick,
  Notifier,
  Outbox,
  Ports,
  SpendLedger,
  StateStore,
  TickClaims,
} from '#lib/ports.ts';
import { noSpend, sumOfSpend } from '#lib/spend.ts';
import type { MemoryWorld } from './world.ts';

export const createMemoryClaims = (world: MemoryWorld): TickClaims => ({
  claim: async (shard, tickMs) => {
    const lastTick = world.lastTicks.get(shard);
    if (lastTick !== undefined && lastTick >= tickMs) return false;
    world.lastTicks.set(shard, tickMs);
    return true;
  },
});

export const createMemoryLastTick = (world: MemoryWorld): LastTick => ({
  at: async (shard) => world.lastTicks.get(shard) ?? null,
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

/** The list itself is the item. */
export const createMemoryOutbox = <Owed>(list: Owed[]): Outbox<Owed> => ({
  load: async () => [...list],
  settle: async (loaded, owed) => {
    list.splice(0, list.length, ...settledBox(list, loaded, owed));
  },
});

export const createMemoryEvents = (world: MemoryWorld): Ports['events'] => ({
  bus: {
    put: async (events) => {
      world.events.push(...events);
      return { untaken: [], cause: null };
    },
  },
  outbox: createMemoryOutbox(world.owedEvents),
});

export const createMemoryAlerts = (world: MemoryWorld): AlertBook => ({
  open: async () => [...world.openAlerts.values()].filter(({ resolution }) => resolution === null),
  standing: async () => [...world.openAlerts.values()],
  keep: async (alert) => {
    const key = causeKeyOf(alert);
    const resolution = world.openAlerts.get(key)?.resolution ?? null;
    world.openAlerts.set(key, { ...alert, resolution });
  },
  resolve: async (cause, atMs) => {
    const key = causeKeyOf(cause);
    const alert = world.openAlerts.get(key);
    if (alert === undefined) return;
    world.openAlerts.delete(key);
    // A record of one that was resolved by hand is there already.
    if (alert.resolution === null) world.resolvedAlerts.push({ ...alert, resolvedAtMs: atMs });
  },
});

export const createMemoryAlertDesk = (world: MemoryWorld): AlertDesk => ({
  past: async ({ fromMs, toMs, atMost }) =>
    world.resolvedAlerts
      .filter(({ openedAtMs }) => fromMs <= openedAtMs && openedAtMs <= toMs)
      .slice(-atMost),
  resolve: async (alert, resolution) => {
    const key = causeKeyOf(alert);
    const standing = world.openAlerts.get(key);
    if (standing?.openedAtMs !== alert.openedAtMs || standing.resolution !== null) return 'gone';
    const resolved = { ...standing, resolution };
    world.openAlerts.set(key, resolved);
    world.resolvedAlerts.push({ ...resolved, resolvedAtMs: resolution.atMs });
    return 'resolved';
  },
});

export const createMemorySpend = (world: MemoryWorld): SpendLedger => ({
  load: async (month) => world.spend.get(month) ?? noSpend,
  add: async (month, spend) => {
    world.spend.set(month, sumOfSpend(world.spend.get(month) ?? noSpend, spend));
  },
});
