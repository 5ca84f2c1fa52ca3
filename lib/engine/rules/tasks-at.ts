/** How many tasks a per-task average was taken over. */
import { convergesUntilMs } from '../convergence.ts';
import type { Context, Point } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import type { ServiceState } from '../state.ts';
import type { Points } from './answer.ts';

export type Measured = Point & {
  readonly tasks: number;
  /** Tasks whose samples are in; more than `tasks` in a minute in which some joined. */
  readonly counted: number;
};

type Change = { readonly atMs: number; readonly from: number };

/** The first change, our own or another's, that came after a moment. Asked for every point, so it builds nothing. */
const nextChange = (atMs: number, { recent, foreign }: ServiceState): Change | null => {
  let first: Change | null = foreign !== null && foreign.atMs > atMs ? foreign : null;
  for (const change of recent) {
    if (change.atMs > atMs && (first === null || change.atMs < first.atMs)) first = change;
  }
  return first;
};

/** Today's running count, walked back through the changes since. */
export const ranAt = (atMs: number, { state, view }: Context): number =>
  nextChange(atMs, state)?.from ?? view.running;

/** A service that publishes every 20 seconds has three samples a minute and task, and does not say so. */
const samplesOfFastMetrics = 3;
const surelyFast = 2.5;

/**
 * As many as may have reported. Tasks that are missing long after the last change were there once: twelve samples of
 * twelve tasks, eight of which have crashed since, are not three samples each of four. And where none is left, of
 * thirty samples all that can be said is that the ten that are desired may have had three each.
 */
const mayHaveReported = (atMs: number, { state, view, nowMs }: Context): number => {
  const change = nextChange(atMs, state);
  if (change !== null) return change.from;
  if (view.running >= view.desired) return view.running;
  const mayStillStart = view.running > 0 && nowMs < convergesUntilMs(state);
  return mayStillStart ? view.running : view.desired;
};

/**
 * The metric's own sample count knows best. Without one, or at zero tasks, the walked-back count has to do, and
 * something that is measured although nothing runs counts as the load of one task.
 */
const countAt = ({ atMs, tasks }: Point, isFast: boolean, context: Context): number => {
  if (tasks === undefined) return Math.max(1, ranAt(atMs, context));
  return isFast ? tasks / samplesOfFastMetrics : tasks;
};

const isFastAt = ({ atMs, tasks }: Point, context: Context): boolean => {
  if (tasks === undefined) return false;
  const ran = mayHaveReported(atMs, context);
  return ran > 0 && tasks >= ran * surelyFast;
};

/**
 * The newest minute may still be filling: tasks whose samples are not in yet did not stop working. Tasks that have
 * gone unmeasured for longer are another matter.
 */
const completed = (counted: number, countBefore: number, running: number): number =>
  counted >= countBefore ? counted : Math.max(counted, Math.min(countBefore, running));

const minuteMs = 60_000;

/**
 * The average of a minute in which tasks joined mixes tasks that were hot before with tasks that are cool after:
 * 4 tasks at 80 %, joined half-way by 4 more, read 60 % and 40 %, so 50 % over 8, a quarter too much. What did the
 * work is between the count before and the count now; there, it is taken to be what leaves the load unchanged.
 * Without dilution there is nothing to correct: the load grew with the tasks.
 */
const atWork = ({ atMs, value }: Point, counted: number, before: Measured): number => {
  const hasJoined = before.counted > 0 && counted > before.counted;
  const isNext = atMs - before.atMs <= minuteMs;
  const isDiluted = value > 0 && value < before.value;
  if (!hasJoined || !isNext || !isDiluted) return counted;
  const unchanged = (before.value * before.tasks) / value;
  return Math.min(counted, Math.max(before.counted, unchanged));
};

/**
 * Every point with the tasks that did its work, which is a fraction for a minute in which tasks joined. Of a service with
 * three samples a minute and task, the newest minute may have two of them so far, and looks like twice the tasks.
 */
export const withTasks = (points: Points, context: Context): NonEmpty<Measured> => {
  const newest = points.length - 1;
  let before: Measured | null = null;
  let wasFast = false;
  return mapNonEmpty(points, (point, index): Measured => {
    const isFast = isFastAt(point, context) || (wasFast && index === newest);
    const seen = countAt(point, isFast, context);
    wasFast = isFast;
    const counted =
      index === newest && before !== null
        ? completed(seen, before.counted, context.view.running)
        : seen;
    const tasks: number = before === null ? counted : atWork(point, counted, before);
    before = { atMs: point.atMs, value: point.value, tasks, counted };
    return before;
  });
};

/** Only tasks that are missing to this day: those that started since were not there to be measured at older moments. */
export const unmeasuredAt = (point: Measured, missingNow: number, context: Context): number =>
  missingNow === 0
    ? 0
    : Math.min(missingNow, Math.max(0, ranAt(point.atMs, context) - point.counted));

/** How many of the tasks that run now the newest point says nothing about. */
export const unmeasuredNow = (points: Points, context: Context): number => {
  const newest = withTasks(points, context).at(-1);
  if (newest === undefined) return 0;
  const missing = Math.max(0, context.view.running - newest.counted);
  return unmeasuredAt(newest, missing, context);
};
