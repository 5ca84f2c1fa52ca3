/**
 * How well a service is, from 0 to 100, as one number for a tile and a sort order. The formula is that of docs/API.md:
 * 100, less so many points for each thing that is wrong, so that whoever sees 58 can find out which 42 are missing.
 */
import type { Standing, SummaryRow } from '#lib/fleet-summary.ts';

/** What each thing costs at its worst. */
export const healthPoints = {
  /** Nothing was decided, or what was decided was not done. */
  failed: 60,
  breakerOpen: 50,
  noData: 40,
  /** By the share of the wished tasks that something stands in the way of. */
  shortfall: 40,
  /** By the share of the desired tasks that do not run. */
  missingTasks: 40,
  /** For each open alert, of which three count. */
  alert: 5,
} as const;

const mostAlerts = 3;

const pointsOfStanding: Readonly<Record<Standing, number>> = {
  failed: healthPoints.failed,
  'breaker-open': healthPoints.breakerOpen,
  'no-data': healthPoints.noData,
  'left-out': 0,
  frozen: 0,
  paused: 0,
  out: 0,
  in: 0,
  held: 0,
  steady: 0,
};

/** How much of `wanted` is not there, from 0 to 1. */
const lacking = (wanted: number, there: number): number =>
  wanted <= 0 ? 0 : Math.max(0, wanted - there) / wanted;

/** `null`: it is left out on purpose, so nobody knows how it is. */
export const healthOfService = (row: SummaryRow): number | null => {
  if (row.standing === 'left-out') return null;
  const { counts, asked, alerts } = row;
  const shortfall = counts === null || asked === null ? 0 : lacking(asked, counts.desired);
  const missing = counts === null ? 0 : lacking(counts.desired, counts.running);
  const lost =
    pointsOfStanding[row.standing] +
    healthPoints.shortfall * shortfall +
    healthPoints.missingTasks * missing +
    healthPoints.alert * Math.min(mostAlerts, alerts.length);
  return Math.max(0, Math.round(100 - lost));
};
