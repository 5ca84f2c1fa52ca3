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

const policyOf = (
  fleet: Fleet,
  home: Home,
  id: ServiceId,
  lookup: Lookup | undefined,
): Policy | null => {
  const tags = lookup?.kind === 'found' ? lookup.view.tags : {};
  const resolved = resolvePolicy(fleet, home, id, tags);
  return resolved.kind === 'resolved' ? resolved.policy : null;
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
