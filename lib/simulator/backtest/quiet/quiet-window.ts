/** The one window of the week, in whole hours, in which a lower minimum would have saved the most and held nobody up. */
import type { WeeklyNeed } from './weekly-need.ts';

export type QuietDays = 'every day' | 'weekdays' | 'weekends';

export type QuietWindow = {
  /** Days on which it begins; the night of a Friday ends on a Saturday. */
  readonly on: QuietDays;
  readonly fromHour: number;
  /** 24 are whole days. */
  readonly hours: number;
  readonly min: number;
};

/** 0 is Sunday. Of windows that save about the same the first reads best. */
export const weekdaysOf: Readonly<Record<QuietDays, readonly number[]>> = {
  'every day': [0, 1, 2, 3, 4, 5, 6],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 0],
};

const kinds = ['every day', 'weekdays', 'weekends'] as const;

/** A daily window is worth a twentieth to whoever has to remember it. */
const aboutAsGoodRatio = 0.95;

export type MinBounds = {
  /** The minimum in force. */
  readonly min: number;
  /** Below this none is proposed. */
  readonly least: number;
};

/** With all of the window's need at or below its minimum, each of its hours saves the whole difference. */
export const savedTaskHoursAWeek = ({ on, hours, min }: QuietWindow, present: number): number =>
  (present - min) * hours * weekdaysOf[on].length;

const needAt = ({ weekday, weekend }: WeeklyNeed, day: number, hour: number): number | null => {
  const of = day === 0 || day === 6 ? weekend : weekday;
  return of[hour] ?? null;
};

/** The most that the `offset`-th hour after the start needs on any of its days; `null` where that is not known. */
const needAfter = (need: WeeklyNeed, on: QuietDays, hour: number): number | null => {
  let most = 0;
  for (const day of weekdaysOf[on]) {
    const tasks = needAt(need, (day + Math.floor(hour / 24)) % 7, hour % 24);
    if (tasks === null) return null;
    most = Math.max(most, tasks);
  }
  return most;
};

/** All windows that begin there: each hour more may raise the minimum, and the first that is unknown ends it. */
const windowsFrom = (
  need: WeeklyNeed,
  on: QuietDays,
  fromHour: number,
  { min: present, least }: MinBounds,
): readonly QuietWindow[] => {
  const windows: QuietWindow[] = [];
  const longest = fromHour === 0 ? 24 : 23;
  let min = least;
  for (let hours = 1; hours <= longest; hours += 1) {
    const tasks = needAfter(need, on, fromHour + hours - 1);
    min = Math.max(min, Math.ceil(tasks ?? present));
    if (min >= present) break;
    windows.push({ on, fromHour, hours, min });
  }
  return windows;
};

/** Ties go to the earlier in the list, and so to the shorter window. */
const bestOf = (windows: readonly QuietWindow[], present: number): QuietWindow | null =>
  windows.reduce<QuietWindow | null>((best, each) => {
    const isBetter =
      best === null || savedTaskHoursAWeek(each, present) > savedTaskHoursAWeek(best, present);
    return isBetter ? each : best;
  }, null);

export const quietWindow = (need: WeeklyNeed, bounds: MinBounds): QuietWindow | null => {
  const starts = Array.from({ length: 24 }, (_, hour) => hour);
  const best = kinds.flatMap((on) => {
    const windows = starts.flatMap((hour) => windowsFrom(need, on, hour, bounds));
    const one = bestOf(windows, bounds.min);
    return one === null ? [] : [one];
  });
  const saved = (window: QuietWindow): number => savedTaskHoursAWeek(window, bounds.min);
  const most = best.reduce((highest, window) => Math.max(highest, saved(window)), 0);
  return best.find((window) => saved(window) >= most * aboutAsGoodRatio) ?? null;
};
