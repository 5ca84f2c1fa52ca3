/** What a busy worker does a minute, learnt from a queue and those that worked it off. */
import {
  leastBusyMinutes,
  type NoThroughput,
  type Throughput,
} from '#engine/foresight/throughput.ts';
import { medianOf } from './statistics.ts';

/** A minute of a queue; NaN where something was not measured. */
export type WorkedMinute = {
  readonly atMs: number;
  /** Messages that were deleted: jobs done. */
  readonly done: number;
  /** Messages that waited for a worker when it was over. */
  readonly waiting: number;
  /** Tasks that ran. */
  readonly tasks: number;
};

/** Four busy hours: few enough to follow a release, enough not to be moved by one bad hour. */
const mostBusyMinutes = 240;

/**
 * Every task had work all along: as many tasks as a minute before, and a job waiting for each when it began and when it
 * ended. A minute in which tasks came or went says nothing of what one does.
 */
const isBusy = (minute: WorkedMinute, before: WorkedMinute): boolean =>
  minute.atMs - before.atMs === 60_000 &&
  minute.tasks > 0 &&
  minute.tasks === before.tasks &&
  before.waiting >= minute.tasks &&
  minute.waiting >= minute.tasks &&
  Number.isFinite(minute.done) &&
  minute.done >= 0;

/**
 * Jobs that take minutes end in some of them and not in others, so ten minutes are taken together. The middle one of
 * such stretches is not moved by a purge or by a jam.
 */
const stretchMinutes = 10;

const busyMinutesOf = (minutes: readonly WorkedMinute[]): readonly WorkedMinute[] =>
  minutes
    .filter((minute, index) => {
      const before = minutes[index - 1];
      return before !== undefined && isBusy(minute, before);
    })
    .slice(-mostBusyMinutes);

const rateOf = (stretch: readonly WorkedMinute[]): number => {
  const done = stretch.reduce((sum, minute) => sum + minute.done, 0);
  return done / stretch.reduce((sum, minute) => sum + minute.tasks, 0);
};

/** Minutes in order, oldest first; the newest busy ones count. */
export const throughputOf = (
  minutes: readonly WorkedMinute[],
  nowMs: number,
): Throughput | NoThroughput => {
  const busy = busyMinutesOf(minutes);
  const rates: number[] = [];
  for (let end = busy.length; end >= stretchMinutes; end -= stretchMinutes) {
    rates.push(rateOf(busy.slice(end - stretchMinutes, end)));
  }
  const jobsPerTaskMinute = medianOf(rates);
  const isKnown = busy.length >= leastBusyMinutes && jobsPerTaskMinute > 0;
  return isKnown
    ? { kind: 'throughput', madeAtMs: nowMs, jobsPerTaskMinute, busyMinutes: busy.length }
    : { kind: 'none', busyMinutes: busy.length };
};
