/** How well a fleet is. A plain mean would hide one dead service among a hundred. */
import type { SummaryRow } from '#lib/fleet-summary.ts';
import { healthOfService } from './score.ts';

const worstShare = 0.1;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Half way between the mean of all and that of the worst tenth, of one service at least. `null`: none is managed. */
export const healthOfFleet = (rows: readonly SummaryRow[]): number | null => {
  const scores = rows
    .map(healthOfService)
    .filter((score) => score !== null)
    .toSorted((a, b) => a - b);
  if (scores.length === 0) return null;
  const worst = scores.slice(0, Math.ceil(scores.length * worstShare));
  return Math.round((meanOf(scores) + meanOf(worst)) / 2);
};
