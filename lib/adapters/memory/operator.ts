/** Orders and the record of decisions, over a memory world. */
import { keyOf } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { DecisionHistory, OverrideBook } from '#lib/operator-ports.ts';
import type { Orders, OverrideScope, Overrides } from '#lib/ports.ts';
import { withGiven, withoutKinds } from '../overrides.ts';
import { type MemoryWorld, overrideScopeKey } from './world.ts';

const ordersOf = (world: MemoryWorld, scope: OverrideScope): Orders =>
  world.orders.get(overrideScopeKey(scope)) ?? { kind: 'known', overrides: [] };

export const createMemoryOverrides = (world: MemoryWorld): Overrides => ({
  load: async (services, groups) => ({
    fleet: ordersOf(world, { kind: 'fleet' }),
    groups: new Map(groups.map((group) => [group, ordersOf(world, { kind: 'group', group })])),
    services: new Map(
      services.map((service) => [keyOf(service), ordersOf(world, { kind: 'service', service })]),
    ),
  }),
});

const readable = (world: MemoryWorld, scope: OverrideScope): readonly Override[] => {
  const orders = ordersOf(world, scope);
  if (orders.kind === 'known') return orders.overrides;
  throw new Error(`the orders ${overrideScopeKey(scope)} cannot be read (${orders.cause})`);
};

const keep = (
  world: MemoryWorld,
  scope: OverrideScope,
  overrides: readonly Override[],
): readonly Override[] => {
  world.orders.set(overrideScopeKey(scope), { kind: 'known', overrides });
  return overrides;
};

export const createMemoryOverrideBook = (world: MemoryWorld): OverrideBook => ({
  give: async (scope, given, nowMs) =>
    keep(world, scope, withGiven(readable(world, scope), given, scope.kind, nowMs)),
  withdraw: async (scope, kinds, nowMs) => {
    const orders = ordersOf(world, scope);
    const isUnreadable = kinds === null && orders.kind !== 'known';
    const before = isUnreadable ? [] : readable(world, scope);
    const { changed, overrides } = withoutKinds(before, kinds, nowMs);
    return { changed: changed || isUnreadable, overrides: keep(world, scope, overrides) };
  },
});

export const createMemoryHistory = (world: MemoryWorld): DecisionHistory => ({
  read: async ({ service, fromMs, toMs, atMost }) =>
    world.decisions
      .filter((decision) => keyOf(decision.service) === keyOf(service))
      .filter(({ atMs }) => fromMs <= atMs && atMs <= toMs)
      .slice(-atMost),
});
