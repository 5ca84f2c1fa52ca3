/** The minutes of a trial that count. */
import { demandTasks, type Outcome } from '../trial/outcome.ts';

export type ScoredMinute = {
  readonly atMs: number;
  /** What the load asked for, in tasks at the SLO. */
  readonly demand: number;
  /** Tasks that ran. */
  readonly supply: number;
  readonly pending: number;
  readonly utilisation: number;
  /** The minute before counts too. */
  readonly follows: boolean;
};

const minuteMs = 60_000;

export const scoredMinutes = (outcome: Outcome): readonly ScoredMinute[] => {
  const demand = demandTasks(outcome);
  const minutes: ScoredMinute[] = [];
  for (const [index, isScored] of outcome.scored.entries()) {
    if (!isScored) continue;
    minutes.push({
      atMs: outcome.startMs + index * minuteMs,
      // Whole tasks, since there are no others; 1.0000001 tasks' worth is one.
      demand: Math.ceil((demand[index] ?? 0) - 1e-6),
      supply: outcome.running[index] ?? 0,
      pending: outcome.pending[index] ?? 0,
      utilisation: outcome.utilisation[index] ?? 0,
      follows: outcome.scored[index - 1] ?? false,
    });
  }
  return minutes;
};
