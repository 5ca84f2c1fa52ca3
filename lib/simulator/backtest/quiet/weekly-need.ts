/** How many tasks each hour of the week was ever seen to need, weekdays and weekends apart. */
import { dayOf, weekdayOf } from '#config/calendar.ts';
import { wallAt } from '#config/wall-clock.ts';

export type NeedMinute = { readonly atMs: number; readonly tasks: number };

/** By hour of the day; `null` where too few days were seen to call it a habit. */
export type HourlyNeed = readonly (number | null)[];

export type WeeklyNeed = { readonly weekday: HourlyNeed; readonly weekend: HourlyNeed };

type DayKind = keyof WeeklyNeed;

type Hour = { readonly kind: DayKind; readonly hour: number; readonly minutes: number[] };

/** An hour with more than five minutes unknown might have hidden anything. */
const wholeHourMinutes = 55;

/** Three weekdays are a habit and two may be chance; a week has only two days of the other kind. */
const leastDays: Readonly<Record<DayKind, number>> = { weekday: 3, weekend: 2 };

const hourMs = 3_600_000;

const isWeekend = (day: number): boolean => [0, 6].includes(weekdayOf(day));

/** The hours that the wall showed, each of a day of its own; one that clocks repeat is one of 120 minutes. */
const hoursOf = (minutes: readonly NeedMinute[], timeZone: string): readonly Hour[] => {
  const hours = new Map<number, Hour>();
  for (const { atMs, tasks } of minutes) {
    if (!Number.isFinite(atMs) || !Number.isFinite(tasks)) continue;
    const wallMs = wallAt(timeZone, atMs);
    const key = Math.floor(wallMs / hourMs);
    const day = dayOf(wallMs);
    const kind = isWeekend(day) ? 'weekend' : 'weekday';
    const known = hours.get(key) ?? { kind, hour: key - day * 24, minutes: [] };
    known.minutes.push(tasks);
    hours.set(key, known);
  }
  return [...hours.values()];
};

/** The most of any day, for a habit that is broken once a week is none. */
const mostOf = (hours: readonly Hour[], kind: DayKind): HourlyNeed =>
  Array.from({ length: 24 }, (_, hour) => {
    const same = hours.filter((each) => each.kind === kind && each.hour === hour);
    const whole = same.filter(({ minutes }) => minutes.length >= wholeHourMinutes);
    if (whole.length < leastDays[kind]) return null;
    // No call with a list as its arguments: a day of one hour in a history without end would overflow the stack.
    return same.flatMap(({ minutes }) => minutes).reduce((most, tasks) => Math.max(most, tasks), 0);
  });

export const weeklyNeed = (minutes: readonly NeedMinute[], timeZone: string): WeeklyNeed => {
  const hours = hoursOf(minutes, timeZone);
  return { weekday: mostOf(hours, 'weekday'), weekend: mostOf(hours, 'weekend') };
};
