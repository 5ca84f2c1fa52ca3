/**
 * Tasks that count against a group's cap although nobody decides about them in this tick: a service that could
 * not be looked at is still running.
 */
import type { Fleet, Home } from '#config/fleet.ts';
import { resolvePolicy } from '#config/resolve.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
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

const groupOf = (fleet: Fleet, home: Home, id: ServiceId, lookup: Lookup | undefined) => {
  const tags = lookup?.kind === 'found' ? lookup.view.tags : {};
  const resolved = resolvePolicy(fleet, home, id, tags);
  return resolved.kind === 'resolved' ? resolved.policy.group : null;
};

/** Tasks in use by group. */
export const bystandersOf = (
  fleet: Fleet,
  home: Home,
  leftOut: readonly ServiceId[],
  known: Known,
): ReadonlyMap<string, number> => {
  const inUse = new Map<string, number>();
  for (const id of leftOut) {
    const group = groupOf(fleet, home, id, known.lookups.get(keyOf(id)));
    if (group !== null) inUse.set(group, (inUse.get(group) ?? 0) + tasksOf(id, known));
  }
  return inUse;
};
