/** A signal as the load of the whole service: what is learnt of the past and what is measured now count in the same unit. */
import { type LoadSeries, minuteMs } from '../foresight/load-series.ts';
import { seriesFromPoints } from '../foresight/series-from-points.ts';
import type { Context, Point } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import { latestOf, type Points } from './answer.ts';
import { isPerTask } from './per-task.ts';
import { type Measured, withTasks } from './tasks-at.ts';

/**
 * How much tasks did in a minute in which some joined is between the count before and the count now. `withTasks` takes
 * it for unchanged, which is safe for a target; but a rise that is interrupted by every task that it brings, only to
 * jump a minute later, asks for a fifth more than it comes to. So it is taken to have gone on as it was.
 */
const goneOn = (now: Measured, before: Measured, loads: readonly Point[]): number => {
  const last = loads.at(-1)?.value ?? 0;
  const expected = 2 * last - (loads.at(-2)?.value ?? last);
  return Math.min(now.value * now.counted, Math.max(now.value * before.counted, expected));
};

/** Utilisation alone falls when tasks are added, so an average counts times its tasks. */
export const loadPoints = (signal: string, points: Points, context: Context): NonEmpty<Point> => {
  if (!isPerTask(context.policy.signals[signal])) return points;
  const measured = withTasks(points, context);
  const loads: Point[] = [];
  return mapNonEmpty(measured, (now, index) => {
    const { atMs, value, tasks } = now;
    const before = measured[index - 1];
    const isMixed = before !== undefined && tasks < now.counted && before.counted < now.counted;
    const load = { atMs, value: isMixed ? goneOn(now, before, loads) : value * tasks, tasks };
    loads.push(load);
    return load;
  });
};

/** Points of 20 s come closer together than the minutes that were learnt. */
const spacingMs = (points: Points): number => {
  const before = points.at(-2);
  return before === undefined ? minuteMs : Math.min(minuteMs, latestOf(points).atMs - before.atMs);
};

/** The same, minute by minute, up to the end of the newest point. */
export const minutesOf = (loads: NonEmpty<Point>): LoadSeries => {
  const endMs = latestOf(loads).atMs + spacingMs(loads);
  const steps = Math.ceil((endMs - loads[0].atMs) / minuteMs);
  return seriesFromPoints(loads, { stepMs: minuteMs, endMs, steps });
};
