/**
 * A service that ECS no longer knows, or that may no longer be scaled, is forgotten as a service at rest: remembered, it
 * would be taken for the one that it was until its next turn, and its alerts would come and go.
 */
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { ServiceState } from '#engine/state.ts';
import type { Gathered } from './gather.ts';
import type { TickInput } from './input.ts';
import { asError, fail, joinTrouble, type Trouble } from './trouble.ts';

export type Outdated = {
  readonly id: ServiceId;
  readonly state: ServiceState;
  readonly version: number;
};

/** When ECS gives no answer, what it said before is not wrong for that. */
export const outdatedIn = (gathered: Gathered): readonly Outdated[] => {
  const { services, outcomes, lookups, resting, memories } = gathered;
  return services.flatMap((id) => {
    const key = keyOf(id);
    const lookup = lookups.get(key);
    if (outcomes.get(key)?.kind !== 'left-out' || resting.has(key)) return [];
    if (lookup === undefined || lookup.kind === 'failed') return [];
    const memory = memories.get(key);
    if (memory?.kind !== 'found' || memory.state.sight === null) return [];
    const state = { ...memory.state, sight: null };
    return [{ id, state, version: memory.version }];
  });
};

/** When another tick was faster, that one knows better. */
export const forget = async (
  outdated: readonly Outdated[],
  { ports, deadline }: TickInput,
): Promise<Trouble> => {
  const troubles = outdated.map(async ({ id, state, version }) => {
    try {
      await ports.states.save(id, state, version, deadline);
      return [];
    } catch (thrown) {
      const cause = asError(thrown);
      const error = new Error('could not be forgotten as a service at rest', { cause });
      return [fail(keyOf(id), error)];
    }
  });
  return joinTrouble(...(await Promise.all(troubles)).flat());
};
