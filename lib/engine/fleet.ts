/**
 * What no service can decide alone, over all decisions of a tick: who gets the room under a shared cap, whether
 * the tick as a whole looks wrong, how many tasks can be launched, and who is served first.
 */
import { guardBlast } from './fleet/blast-guard.ts';
import { capGroup } from './fleet/cap-group.ts';
import type { Contender } from './fleet/contender.ts';
import { limitLaunches } from './fleet/launch-rate.ts';
import { byNeed } from './fleet/order.ts';
import type { FleetPolicy, Group } from './policy.ts';

/** Use of a group's room by members that nobody decides about in this tick. */
export type Bystanders = ReadonlyMap<string, { readonly tasks: number; readonly vcpu: number }>;

const nobody = { tasks: 0, vcpu: 0 } as const;

const capGroups = <T extends Contender>(
  fleet: readonly T[],
  groups: Readonly<Record<string, Group>>,
  bystanders: Bystanders,
): readonly T[] =>
  [...Map.groupBy(fleet, ({ policy }) => policy.group)].flatMap(([name, members]): readonly T[] => {
    const group = name === null ? undefined : groups[name];
    return group === undefined
      ? members
      : capGroup(members, group, bystanders.get(group.name) ?? nobody);
  });

export const arbitrate = <T extends Contender>(
  fleet: readonly T[],
  policy: FleetPolicy,
  bystanders: Bystanders,
): readonly T[] => {
  const guarded = guardBlast(capGroups(fleet, policy.groups, bystanders), policy.blastGuard);
  return limitLaunches(guarded.toSorted(byNeed), policy.maxStarts);
};
