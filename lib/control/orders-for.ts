/** Everything that is in force for a scope, whoever it was given for. */
import { keyOf } from '#engine/model.ts';
import type { Orders, OverrideScope } from '#lib/ports.ts';
import { type OrderAnswer, ordersInForce } from './answers/order.ts';
import type { ControlWorld } from './world.ts';

const inForce = (orders: Orders | undefined, nowMs: number): readonly OrderAnswer[] => {
  if (orders === undefined) return [];
  if (orders.kind === 'known') return ordersInForce(orders.overrides, nowMs);
  throw new Error(
    `orders cannot be read, so everything they may cover is held: ${orders.cause}; clear removes them`,
  );
};

export const ordersFor = async (
  scope: OverrideScope,
  group: string | null,
  { ports, nowMs, deadline }: ControlWorld,
): Promise<readonly OrderAnswer[]> => {
  const services = scope.kind === 'service' ? [scope.service] : [];
  const groups = group === null ? [] : [group];
  const loaded = await ports.overrides.load(services, groups, deadline);
  return [
    ...services.flatMap((id) => inForce(loaded.services.get(keyOf(id)), nowMs)),
    ...groups.flatMap((name) => inForce(loaded.groups.get(name), nowMs)),
    ...inForce(loaded.fleet, nowMs),
  ];
};
