/**
 * Services and groups that cannot have what they ask for. It is read off the counts and not off what clamped
 * them in this tick: a cooldown speaks first every other minute, and the alert would come and go with it.
 */
import { boundsFor } from '#engine/bounds.ts';
import type { FleetPolicy, Group } from '#engine/fleet/fleet-policy.ts';
import type { Bystanders } from '#engine/fleet.ts';
import { keyOf } from '#engine/model.ts';
import type { Cause } from '#lib/ports.ts';
import type { Assessed } from './assess.ts';
import { alertFor } from './trouble.ts';

const maxOf = (assessed: Assessed) => {
  const { policy, windows, overrides, observation } = assessed;
  return boundsFor({ policy, windows, overrides, view: observation.view }).max;
};

export const atCeiling = (assessed: Assessed): readonly Cause[] => {
  const { asked, to, service } = assessed.decision;
  const max = maxOf(assessed);
  if (asked <= max.tasks || to < max.tasks) return [];
  const message = `${keyOf(service)} asks for ${asked} tasks and may have ${max.tasks} at most by the ${max.source}; raise that if the demand is genuine`;
  return [alertFor(service, 'at-ceiling', message)];
};

/** What it would take within its own bounds. */
const wantsMore = (assessed: Assessed): boolean => {
  const { asked, to } = assessed.decision;
  return Math.min(asked, maxOf(assessed).tasks) > to;
};

type Use = { readonly used: number; readonly unit: (member: Assessed) => number };

const isFull = (cap: number | null, members: readonly Assessed[], { used, unit }: Use): boolean => {
  if (cap === null) return false;
  const inUse = members.reduce((sum, member) => sum + member.decision.to * unit(member), used);
  return members.some((member) => wantsMore(member) && cap - inUse < unit(member) - 1e-9);
};

const namedAtMost = 5;

const shortList = (names: readonly string[]): string => {
  const others = names.length - namedAtMost;
  const named = names.slice(0, namedAtMost).join(', ');
  return others > 0 ? `${named} and ${others} more` : named;
};

const capText = ({ maxTasks, maxVcpu }: Group): string =>
  [
    ...(maxTasks === null ? [] : [`${maxTasks} tasks`]),
    ...(maxVcpu === null ? [] : [`${maxVcpu} vCPU`]),
  ].join(' and ');

export const fullGroups = (
  assessed: readonly Assessed[],
  bystanders: Bystanders,
  { groups }: FleetPolicy,
): readonly Cause[] =>
  Object.values(groups).flatMap((group): readonly Cause[] => {
    const { name, maxTasks, maxVcpu } = group;
    const members = assessed.filter(({ policy }) => policy.group === name);
    const others = bystanders.get(name) ?? { tasks: 0, vcpu: 0 };
    const isAtCap =
      isFull(maxTasks, members, { used: others.tasks, unit: () => 1 }) ||
      isFull(maxVcpu, members, { used: others.vcpu, unit: ({ policy }) => policy.vcpu });
    if (!isAtCap) return [];
    const waiting = members
      .filter(wantsMore)
      .map(({ decision }) => keyOf(decision.service))
      .toSorted();
    const message = `group ${name} is full at ${capText(group)} while more is asked for, by ${shortList(waiting)}; raise the cap, or lower what the others may have`;
    return [{ code: 'group-at-cap', service: null, group: name, message }];
  });
