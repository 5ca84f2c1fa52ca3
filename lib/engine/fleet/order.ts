/** Who is served first: scale-outs, the most urgent and then the most important ahead. */
import { keyOf } from '../model.ts';
import { compareUrgency } from '../urgency.ts';
import { type Contender, growthOf } from './contender.ts';

/** A stable order, so that two runs over the same fleet act alike. */
export const byNeed = (a: Contender, b: Contender): number => {
  const outFirst = Number(growthOf(b) > 0) - Number(growthOf(a) > 0);
  if (outFirst !== 0) return outFirst;
  const urgency = compareUrgency(b.decision.urgency, a.decision.urgency);
  if (urgency !== 0) return urgency;
  const priority = b.policy.priority - a.policy.priority;
  if (priority !== 0) return priority;
  return keyOf(a.decision.service) < keyOf(b.decision.service) ? -1 : 1;
};
