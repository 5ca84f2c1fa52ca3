/**
 * Windows that begin by a cron pattern and last for a while. A fixed time of day that clocks skip begins when they
 * have skipped it, and one that clocks show twice begins once; croner sees to that.
 */
import { Cron } from 'croner';
import { dateText, dayOf } from './calendar.ts';
import { dayMs, momentsOf, wallAt } from './wall-clock.ts';
import type { Calendar } from './weekly-window.ts';

export type CronWhen = {
  readonly kind: 'cron';
  readonly pattern: string;
  readonly forSeconds: number;
};

/** Without a function to call it is a calendar and no timer. */
export const cronOf = (pattern: string, timeZone: string): Cron =>
  new Cron(pattern, { timezone: timeZone, mode: '5-part' });

/** A millisecond later, since a run at the very moment asked about is not a previous one. */
const lastRunAt = (cron: Cron, atMs: number): number | null =>
  cron.previousRuns(1, new Date(atMs + 1))[0]?.getTime() ?? null;

/** Before the first moment of the day, which is where the day before ends. */
const beforeDay = (timeZone: string, day: number): number =>
  momentsOf(timeZone, day * dayMs).firstMs - 1;

export const openCron = (
  { pattern, forSeconds }: CronWhen,
  { timeZone, except }: Calendar,
  nowMs: number,
): number | null => {
  const cron = cronOf(pattern, timeZone);
  let run = lastRunAt(cron, nowMs);
  while (run !== null && nowMs < run + forSeconds * 1000) {
    const day = dayOf(wallAt(timeZone, run));
    if (!except.includes(dateText(day))) return run + forSeconds * 1000;
    run = lastRunAt(cron, beforeDay(timeZone, day));
  }
  return null;
};
