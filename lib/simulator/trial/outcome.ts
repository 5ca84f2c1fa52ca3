/** What became of a trial, minute by minute. All lists are equally long. */
import type { TrialPlant } from '../comparison/comparison.ts';
import type { Work } from './setup.ts';

export type ScaleAction = { readonly atMs: number; readonly from: number; readonly to: number };

export type Course = {
  /** Averages over the minute. */
  readonly running: readonly number[];
  readonly pending: readonly number[];
  readonly desired: readonly number[];
  /**
   * What was to be done, a second: requests that came in. Of a queue, also what waited when the minute began, so that
   * a minute is in time when everything in it could be worked off within a minute.
   */
  readonly duePerSecond: readonly number[];
  /** What was due over what the running tasks could do; `Infinity` where something was due and nothing ran. */
  readonly utilisation: readonly number[];
  /** False for the first hour, and where nobody knows what the load was. */
  readonly scored: readonly boolean[];
};

export type Outcome = Course & {
  readonly startMs: number;
  readonly plant: TrialPlant;
  readonly work: Work;
  readonly actions: readonly ScaleAction[];
};

/** What was due, in tasks that are loaded to the SLO and no more; a fraction is a fraction of a task. */
export const demandTasks = ({ duePerSecond, plant }: Outcome): readonly number[] => {
  const perTask = (plant.capacityPerTask * plant.sloPercent) / 100;
  return duePerSecond.map((due) => due / perTask);
};
