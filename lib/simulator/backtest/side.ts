/** What a replay comes to, to be put beside another over the same past. */
import type { Score } from '../scores/score.ts';

export type Side = Pick<Score, 'dollars' | 'taskHours' | 'violatedPct'> & {
  readonly violatedMinutes: number;
};

export const sideOf = ({ dollars, taskHours, violatedPct, scoredHours }: Score): Side => ({
  dollars,
  taskHours,
  violatedPct,
  violatedMinutes: Math.round((violatedPct / 100) * scoredHours * 60),
});
