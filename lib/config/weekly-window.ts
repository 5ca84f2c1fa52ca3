/**
 * Windows by weekday and hours. One is open from the first moment that the wall shows `from` to the last at which
 * it shows `to`. So a night on which clocks are put back has the doubled hour twice over and no gap between, and a
 * window that lies wholly within the hour that clocks skip does not open that night.
 */
import { dateText, dayOf, weekdayOf } from './calendar.ts';
import { dayMs, momentsOf, wallAt } from './wall-clock.ts';

const minuteMs = 60_000;
const minutesPerDay = 1440;

export type WeeklyWhen = {
  readonly kind: 'weekly';
  /** The weekdays on which windows begin; 0 is Sunday. */
  readonly days: readonly number[];
  readonly fromMinute: number;
  /** At or before `fromMinute`: on the next day. */
  readonly toMinute: number;
};

/** Where its days are counted, and on which of them nothing begins. */
export type Calendar = { readonly timeZone: string; readonly except: readonly string[] };

const beginsOn = ({ days }: WeeklyWhen, { except }: Calendar, day: number): boolean =>
  days.includes(weekdayOf(day)) && !except.includes(dateText(day));

const isWholeDay = ({ fromMinute, toMinute }: WeeklyWhen): boolean =>
  toMinute - fromMinute === minutesPerDay;

/** Whole days that follow each other are one window, so that it does not seem to end at every midnight. */
const lastDayFrom = (when: WeeklyWhen, calendar: Calendar, day: number): number => {
  const furthest = day + 7;
  let last = day;
  while (isWholeDay(when) && last < furthest && beginsOn(when, calendar, last + 1)) last += 1;
  return last;
};

const endOf = (when: WeeklyWhen, { timeZone }: Calendar, day: number): number => {
  const { fromMinute, toMinute } = when;
  const days = toMinute <= fromMinute ? day + 1 : day;
  return momentsOf(timeZone, days * dayMs + toMinute * minuteMs).lastMs;
};

export const openWeekly = (when: WeeklyWhen, calendar: Calendar, nowMs: number): number | null => {
  const { timeZone } = calendar;
  const today = dayOf(wallAt(timeZone, nowMs));
  for (const day of [today, today - 1]) {
    if (!beginsOn(when, calendar, day)) continue;
    const { firstMs } = momentsOf(timeZone, day * dayMs + when.fromMinute * minuteMs);
    const untilMs = endOf(when, calendar, lastDayFrom(when, calendar, day));
    if (firstMs <= nowMs && nowMs < untilMs) return untilMs;
  }
  return null;
};
