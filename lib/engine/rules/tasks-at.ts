/** How many tasks a per-task average was taken over. */
import type { Context, Point } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import type { Points } from './answer.ts';

export type Measured = Point & { readonly tasks: number };

const isMeasured = (point: Point): point is Measured => point.tasks !== undefined;

/**
 * The metric's own sample count knows best; for metrics without one, today's running count is walked back
 * through the changes that we made since.
 */
const measure = (point: Point, { state, view }: Context): Measured => {
  if (isMeasured(point)) return point;
  const later = state.recent.find((action) => action.atMs > point.atMs);
  return { ...point, tasks: later === undefined ? view.running : later.from };
};

const minuteMs = 60_000;

/**
 * The average of a minute in which tasks joined mixes tasks that were hot before with tasks that are cool after:
 * 4 tasks at 80 %, joined half-way by 4 more, read 60 % and 40 %, so 50 % over 8, a quarter too much. What did the
 * work is between the count before and the count now; there, it is taken to be what leaves the load unchanged.
 */
const whileJoining = (point: Measured, before: Measured, countBefore: number): Measured => {
  const hasJoined = countBefore > 0 && point.tasks > countBefore;
  const isNext = point.atMs - before.atMs <= minuteMs;
  if (!hasJoined || !isNext || point.value <= 0) return point;
  const unchanged = (before.value * before.tasks) / point.value;
  return { ...point, tasks: Math.min(point.tasks, Math.max(countBefore, unchanged)) };
};

/** Every point with the tasks that did its work, which is a fraction for a minute in which tasks joined. */
export const withTasks = (points: Points, context: Context): NonEmpty<Measured> => {
  let countBefore = 0;
  let before: Measured | null = null;
  return mapNonEmpty(points, (point): Measured => {
    const counted = measure(point, context);
    const measured = before === null ? counted : whileJoining(counted, before, countBefore);
    countBefore = counted.tasks;
    before = measured;
    return measured;
  });
};
