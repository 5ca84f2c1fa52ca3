/** Two scalers that stand at different places cannot be ranked, but one can be moved to where the other stands. */
import { readFrontier } from './frontier-reading.ts';
import { figure, percent } from './numbers.ts';
import type { Contender } from './report.ts';

type Party = Pick<Contender, 'label' | 'score' | 'frontier'>;

/** Why nothing can be read off there: it never came so low, or stayed below at every turn. */
const unread = ({ frontier }: Party, along: 'violatedPct' | 'taskHours', at: number): string => {
  const values = frontier.map((turn) => turn[along]);
  const text = along === 'violatedPct' ? percent : figure;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least > at ? `at least ${text(least)}` : `at most ${text(most)}`;
};

const asSafe = (ours: Party, theirs: Party): string => {
  const { violatedPct, taskHours } = theirs.score;
  const needed = readFrontier(ours.frontier, 'violatedPct', violatedPct);
  if (needed === null) {
    const reached = unread(ours, 'violatedPct', violatedPct);
    return `where ${theirs.label} violates ${percent(violatedPct)} of the minutes, it violates ${reached} at any setting tried`;
  }
  const change = (100 * (needed - taskHours)) / taskHours;
  return `as safe as ${theirs.label} it needs ${figure(needed)} task-hours instead of ${figure(taskHours)}, ${percent(Math.abs(change))} ${change < 0 ? 'less' : 'more'}`;
};

const asCheap = (ours: Party, theirs: Party): string => {
  const { violatedPct, taskHours } = theirs.score;
  const violated = readFrontier(ours.frontier, 'taskHours', taskHours);
  return violated === null
    ? `where ${theirs.label} takes ${figure(taskHours)} task-hours, it takes ${unread(ours, 'taskHours', taskHours)} at any setting tried`
    : `as cheap as it, ${percent(violated)} of minutes are violated instead of ${percent(violatedPct)}`;
};

/** `null` without a frontier to read it off. */
export const equalTerms = (ours: Party | null, theirs: Party | null): string | null =>
  ours === null || theirs === null || ours.frontier.length < 2 || theirs.score.taskHours === 0
    ? null
    : `On equal terms, ${ours.label} turned to where ${theirs.label} stands: ${asSafe(ours, theirs)}; ${asCheap(ours, theirs)}.`;
