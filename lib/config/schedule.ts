/** Windows of time in which other bounds hold: which of them are open now, and until when. */
import type { BoundsWindow } from '#engine/policy.ts';
import { type CronWhen, openCron } from './cron-window.ts';
import { openWeekly, type WeeklyWhen } from './weekly-window.ts';

export type Schedule = {
  readonly name: string;
  readonly when: WeeklyWhen | CronWhen;
  /** IANA name. Weekdays, hours and dates are all those of this zone. */
  readonly timeZone: string;
  /** Dates, as `2026-12-25`, on which no window begins. */
  readonly except: readonly string[];
  readonly min: number | null;
  readonly max: number | null;
};

/** When the window that is open now ends; `null` when none is. */
const openUntil = ({ when, timeZone, except }: Schedule, nowMs: number): number | null => {
  switch (when.kind) {
    case 'weekly':
      return openWeekly(when, { timeZone, except }, nowMs);
    case 'cron':
      return openCron(when, { timeZone, except }, nowMs);
    default:
      return when satisfies never;
  }
};

export const activeWindows = (
  schedules: readonly Schedule[],
  nowMs: number,
): readonly BoundsWindow[] =>
  schedules.flatMap((schedule) => {
    const untilMs = openUntil(schedule, nowMs);
    const { name, min, max } = schedule;
    return untilMs === null ? [] : [{ name, min, max, untilMs }];
  });
