/** A signal as the load of the whole service: what is learnt of the past and what is measured now count in the same unit. */
import { type LoadSeries, minuteMs } from '../foresight/load-series.ts';
import { seriesFromPoints } from '../foresight/series-from-points.ts';
import type { Context, Point } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import { latestOf, type Points } from './answer.ts';
import { isPerTask } from './per-task.ts';
import { withTasks } from './tasks-at.ts';

/** Utilisation alone falls when tasks are added, so an average counts times its tasks. */
export const loadPoints = (signal: string, points: Points, context: Context): NonEmpty<Point> =>
  isPerTask(context.policy.signals[signal])
    ? mapNonEmpty(withTasks(points, context), ({ atMs, value, tasks }) => ({
        atMs,
        value: value * tasks,
        tasks,
      }))
    : points;

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
