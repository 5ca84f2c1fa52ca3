/** What following the advice for a day would save against what the present policy would do about the same load. */
import { wholeTasks } from '#engine/rules/answer.ts';
import type { Leads } from './prediction.ts';
import type { Present, Recommendation } from './recommend.ts';

/** What the present policy follows, as far as it can be said of a load that is only expected. */
export type Goal = {
  readonly signal: 'cpu' | 'memory' | 'requests';
  /** A task, in the signal's own unit. */
  readonly target: number;
};

export type Saving = {
  readonly hours: number;
  readonly policyTaskHours: number;
  readonly advisedTaskHours: number;
  /** Negative where the advice costs more. */
  readonly dollars: number;
  /** `goal`: what its rule would ask for; `present`: it has none that a load tells of, so the count as it is. */
  readonly against: 'goal' | 'present';
};

export type AdvisedHour = { readonly leads: Leads; readonly recommendation: Recommendation };

const policyTasks = (leads: Leads, goal: Goal | null, present: Present): number => {
  const lead = goal === null ? null : leads[goal.signal];
  if (goal === null || lead === null) return present.tasks;
  return Math.min(present.max, Math.max(present.min, wholeTasks(lead.expected / goal.target)));
};

export const savingOf = (
  hours: readonly AdvisedHour[],
  goal: Goal | null,
  present: Present,
  dollarsPerTaskHour: number,
): Saving => {
  const sum = (of: (hour: AdvisedHour) => number): number =>
    hours.reduce((total, hour) => total + of(hour), 0);
  const policyTaskHours = sum(({ leads }) => policyTasks(leads, goal, present));
  const advisedTaskHours = sum(({ recommendation }) => recommendation.tasks);
  return {
    hours: hours.length,
    policyTaskHours,
    advisedTaskHours,
    dollars: (policyTaskHours - advisedTaskHours) * dollarsPerTaskHour,
    against: goal === null ? 'present' : 'goal',
  };
};
