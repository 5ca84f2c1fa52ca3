/**
 * Tasks that count against a group's cap although nobody decides about them in this tick: a service that could
 * not be looked at is still running.
 */
import type { Fleet, Home } from '#config/fleet.ts';
import { resolvePolicy } from '#config/resolve.ts';
import type { Bystanders } from '#engine/fleet.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { Lookup, Recalled } from '#lib/ports.ts';

type Known = {
  readonly lookups: ReadonlyMap<ServiceKey, Lookup>;
  readonly memories: ReadonlyMap<ServiceKey, Recalled>;
};

const tasksOf = (id: ServiceId, { lookups, memories }: Known): number => {
  const lookup = lookups.get(keyOf(id));
  if (lookup?.kind === 'found') return lookup.view.desired;
  if (lookup?.kind === 'missing') return 0;
  const memory = memories.get(keyOf(id));
  return memory?.kind === 'found' ? memory.state.knownDesired : 0;
};

type Tags = Readonly<Record<string, string>>;

/** As little as says which group the tasks of a service are counted in. */
const ofMembership = (tags: Tags): Tags =>
  Object.fromEntries(
    Object.entries(tags).filter(([name]) => name === 'flyball:group' || name === 'flyball:vcpu'),
  );

/** A tag that is refused keeps a service from being scaled; its tasks run all the same, and take their room. */
const policyOf = (
  fleet: Fleet,
  home: Home,
  id: ServiceId,
  lookup: Lookup | undefined,
): Policy | null => {
  const tags = lookup?.kind === 'found' ? lookup.view.tags : {};
  for (const legible of [tags, ofMembership(tags), {}]) {
    const resolved = resolvePolicy(fleet, home, id, legible);
    if (resolved.kind === 'resolved') return resolved.policy;
  }
  return null;
};

export const bystandersOf = (
  fleet: Fleet,
  home: Home,
  leftOut: readonly ServiceId[],
  known: Known,
): Bystanders => {
  const inUse = new Map<string, { readonly tasks: number; readonly vcpu: number }>();
  for (const id of leftOut) {
    const policy = policyOf(fleet, home, id, known.lookups.get(keyOf(id)));
    if (policy === null || policy.group === null) continue;
    const own = tasksOf(id, known);
    const { tasks, vcpu } = inUse.get(policy.group) ?? { tasks: 0, vcpu: 0 };
    inUse.set(policy.group, { tasks: tasks + own, vcpu: vcpu + own * policy.vcpu });
  }
  return inUse;
};
