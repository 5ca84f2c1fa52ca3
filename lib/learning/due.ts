/**
 * Who is learnt in this turn. What rules go by is learnt in each; what only people look at, in every fourth: every hour
 * it is $0.0108 a service and month, reads and function together, a twentieth of all that the service costs.
 */
import { keyOf, type ServiceKey } from '#engine/model.ts';
import { signalsAhead } from '#engine/policy-signals.ts';
import type { RecalledLearnt } from '#lib/ports.ts';
import { asError } from '#lib/tick/trouble.ts';
import type { Learner } from './history-reads.ts';
import type { LearningInput } from './input.ts';

/** Turns between two that count, for who is learnt for advice only. */
export const adviceHours = 4;

const hourMs = 3_600_000;

/** Runs begin some minutes early or late, and a turn that is missed by a minute is missed by an hour. */
const enoughMs = (adviceHours - 0.5) * hourMs;

/** Advice counts from what is kept, not from the hour: a fleet that is behind skips hours, and always the same ones. */
const isOldEnough = (recalled: RecalledLearnt | undefined, nowMs: number): boolean =>
  recalled?.kind !== 'learnt' || nowMs - recalled.learnt.learntAtMs >= enoughMs;

/** Some rule, of the policy or of the one that is tried beside it, goes by what is learnt. */
export const isGoneBy = ({ policy, paces }: Pick<Learner, 'policy' | 'paces'>): boolean =>
  paces.length > 0 || signalsAhead(policy).length > 0;

/** When nobody can say how old it is, it is learnt. */
const kept = async (
  learners: readonly Learner[],
  { ports, nowMs, deadline }: LearningInput,
): Promise<ReadonlyMap<ServiceKey, RecalledLearnt>> => {
  const ids = learners.map(({ view }) => view.id);
  if (ids.length === 0) return new Map();
  try {
    return await ports.foresights.load(ids, nowMs, deadline);
  } catch (thrown) {
    const failed: RecalledLearnt = { kind: 'failed', cause: asError(thrown).message };
    return new Map(ids.map((id) => [keyOf(id), failed]));
  }
};

export const dueAmong = async (
  learners: readonly Learner[],
  input: LearningInput,
): Promise<readonly Learner[]> => {
  const advised = learners.filter((learner) => !isGoneBy(learner));
  const before = await kept(advised, input);
  return learners.filter(
    (learner) => isGoneBy(learner) || isOldEnough(before.get(keyOf(learner.view.id)), input.nowMs),
  );
};
