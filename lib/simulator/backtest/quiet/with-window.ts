/** A policy with a quiet window: as a schedule beside those it has, or as its minimum where it holds at all hours. */
import type { Schedule } from '#config/schedule.ts';
import type { Replayed } from '../run-backtest.ts';
import { type QuietWindow, weekdaysOf } from './quiet-window.ts';

export const quietName = 'quiet hours';

export const isAlways = ({ on, hours }: QuietWindow): boolean => on === 'every day' && hours === 24;

const scheduleOf = ({ on, fromHour, hours, min }: QuietWindow, timeZone: string): Schedule => {
  const until = fromHour + hours;
  const toMinute = (until > 24 ? until - 24 : until) * 60;
  const when = {
    kind: 'weekly',
    days: weekdaysOf[on],
    fromMinute: fromHour * 60,
    toMinute,
  } as const;
  return { name: quietName, when, timeZone, except: [], min, max: null };
};

export const withWindow = (today: Replayed, window: QuietWindow, timeZone: string): Replayed => {
  const label = 'by schedule';
  const { policy, schedules } = today;
  if (isAlways(window)) return { ...today, label, policy: { ...policy, min: window.min } };
  return { ...today, label, schedules: [...schedules, scheduleOf(window, timeZone)] };
};
