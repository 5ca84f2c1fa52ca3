/** Days and weekdays, as people write them. A day is counted from 1970-01-01, which was a Thursday. */
import { dayMs } from './wall-clock.ts';

/** In the order of cron and of JavaScript. */
const weekdays: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export const dayOf = (wallMs: number): number => Math.floor(wallMs / dayMs);

export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** `2026-12-25`. */
export const dateText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** Whether there is such a day: not the 30th of February. */
export const isDate = (text: string): boolean => {
  const atMs = datePattern.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(atMs) && dateText(dayOf(atMs)) === text;
};

/** `mon` is Monday alone, `fri-mon` is Friday to Monday. */
export const weekdayPattern = /^(sun|mon|tue|wed|thu|fri|sat)(?:-(sun|mon|tue|wed|thu|fri|sat))?$/;

export const parseWeekdays = (text: string): readonly number[] => {
  const [, from = '', to = from] = weekdayPattern.exec(text) ?? [];
  const first = weekdays.indexOf(from);
  if (first < 0) return [];
  const count = ((weekdays.indexOf(to) - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, offset) => (first + offset) % 7);
};
