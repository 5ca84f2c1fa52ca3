/**
 * What no service can decide alone, over all decisions of a tick: who gets the room under a shared cap, whether
 * the tick as a whole looks wrong, how many tasks can be launched, and who is served first.
 */
import { guardBlast } from './fleet/blast-guard.ts';
import { capGroup, closeGroup } from './fleet/cap-group.ts';
import type { Contender } from './fleet/contender.ts';
import { type Elsewhere, nowhereElse, type Room } from './fleet/elsewhere.ts';
import type { FleetPolicy, Group } from './fleet/fleet-policy.ts';
import { limitLaunches } from './fleet/launch-rate.ts';
import { byNeed } from './fleet/order.ts';

/** Use of a group's room by members that nobody decides about in this tick. */
export type Bystanders = ReadonlyMap<string, { readonly tasks: number; readonly vcpu: number }>;

const nobody = { tasks: 0, vcpu: 0 } as const;

const plus = (a: Room, b: Room): Room => ({ tasks: a.tasks + b.tasks, vcpu: a.vcpu + b.vcpu });

/** All that is used of groups by whom nobody here decides about. */
export const withElsewhere = (bystanders: Bystanders, { groups }: Elsewhere): Bystanders =>
  new Map(
    [...new Set([...bystanders.keys(), ...groups.keys()])].map((name) => [
      name,
      plus(bystanders.get(name) ?? nobody, groups.get(name) ?? nobody),
    ]),
  );

type Others = { readonly bystanders: Bystanders; readonly elsewhere: Elsewhere };

const othersIn = (name: string, { bystanders, elsewhere }: Others): Room =>
  plus(bystanders.get(name) ?? nobody, elsewhere.groups.get(name) ?? nobody);

const capGroups = <T extends Contender>(
  fleet: readonly T[],
  groups: Readonly<Record<string, Group>>,
  others: Others,
): readonly T[] =>
  [...Map.groupBy(fleet, ({ policy }) => policy.group)].flatMap(([name, members]): readonly T[] => {
    const group = name === null ? undefined : groups[name];
    if (group === undefined) return members;
    if (others.elsewhere.closed.has(group.name)) return closeGroup(members, group);
    return capGroup(members, group, othersIn(group.name, others));
  });

export const arbitrate = <T extends Contender>(
  fleet: readonly T[],
  policy: FleetPolicy,
  bystanders: Bystanders,
  elsewhere: Elsewhere = nowhereElse,
): readonly T[] => {
  const capped = capGroups(fleet, policy.groups, { bystanders, elsewhere });
  const guarded = guardBlast(capped, policy.blastGuard, elsewhere);
  return limitLaunches(guarded.toSorted(byNeed), Math.max(0, policy.maxStarts - elsewhere.started));
};
