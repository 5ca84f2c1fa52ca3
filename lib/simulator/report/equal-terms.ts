/** Two scalers that stand at different places cannot be ranked, but one can be moved to where the other stands. */
import { readFrontier } from './frontier-reading.ts';
import { figure, percent } from './numbers.ts';
import type { Contender } from './report.ts';

type Party = Pick<Contender, 'label' | 'score' | 'frontier'>;

const asSafe = (ours: Party, theirs: Party): string => {
  const { violatedPct, taskHours } = theirs.score;
  const needed = readFrontier(ours.frontier, 'violatedPct', violatedPct);
  if (needed === null)
    return `no setting tried gave it exactly ${percent(violatedPct)} violated minutes`;
  const change = (100 * (needed - taskHours)) / taskHours;
  return `as safe as ${theirs.label} it needs ${figure(needed)} task-hours instead of ${figure(taskHours)}, ${percent(Math.abs(change))} ${change < 0 ? 'less' : 'more'}`;
};

const asCheap = (ours: Party, theirs: Party): string => {
  const { violatedPct, taskHours } = theirs.score;
  const violated = readFrontier(ours.frontier, 'taskHours', taskHours);
  return violated === null
    ? `no setting tried gave it exactly ${figure(taskHours)} task-hours`
    : `as cheap as it, ${percent(violated)} of minutes are violated instead of ${percent(violatedPct)}`;
};

/** `null` without a frontier to read it off. */
export const equalTerms = (ours: Party | null, theirs: Party | null): string | null =>
  ours === null || theirs === null || ours.frontier.length < 2 || theirs.score.taskHours === 0
    ? null
    : `On equal terms, ${ours.label} turned to where ${theirs.label} stands: ${asSafe(ours, theirs)}; ${asCheap(ours, theirs)}.`;
