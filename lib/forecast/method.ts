/** Which experts are asked, by how much history there is. Less history, simpler experts; they are never guessed at. */
import type { Method, NoForecast } from '#engine/foresight/forecast.ts';
import { dayMs, hourMs, stepsIn, weekMs } from '#engine/foresight/load-series.ts';
import type { Prepared } from './prepare.ts';

export type Ladder = Method | NoForecast;

/** Regressions need as many days to learn from as to look back on, and one to be tried on. */
const leastDaysForRegression = 3;

export const methodFor = ({ stepMs, loads, observed, observedCount }: Prepared): Ladder => {
  const observedMs = observedCount * stepMs;
  if (observedMs < hourMs) return { kind: 'none', observedHours: observedMs / hourMs };
  const spanMs = (observed.length - Math.max(0, observed.indexOf(1))) * stepMs;
  if (observedMs < dayMs || spanMs < dayMs + 4 * hourMs) return { kind: 'level' };
  if (observedMs < leastDaysForRegression * dayMs) return { kind: 'day' };
  return loads.length >= 2 * stepsIn(weekMs, stepMs) ? { kind: 'week' } : { kind: 'days' };
};
