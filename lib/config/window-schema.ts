/** `when:` of a schedule: by weekday and hours, or by cron and how long. */
import * as z from 'zod';
import { parseWeekdays, weekdayPattern } from './calendar.ts';
import { type CronWhen, cronOf } from './cron-window.ts';
import { duration, text } from './scalars.ts';
import { strictObject } from './strict-object.ts';
import type { WeeklyWhen } from './weekly-window.ts';

const weekday = text({
  what: 'a weekday or a range of them, of mon tue wed thu fri sat sun',
  pattern: weekdayPattern,
  example: 'mon-fri',
});

const daysMessage = 'must be a list of 1 to 7 weekdays, such as [mon-fri] or [sat, sun]';

const days = z
  .array(weekday, { error: daysMessage })
  .min(1, { error: daysMessage })
  .max(7, { error: daysMessage })
  .transform((list) => [...new Set(list.flatMap(parseWeekdays))].toSorted((a, b) => a - b));

const clockTime = text({
  what: 'a time of day from 00:00 to 24:00',
  pattern: /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
  example: '"08:00"',
}).transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));

const cronText = 'a cron pattern of five fields: minute, hour, day, month and weekday';

const fiveFields = text({
  what: cronText,
  pattern: /^(?:[\dA-Za-z*,/#-]{1,40} ){4}[\dA-Za-z*,/#-]{1,40}$/,
  example: '"0 8 * * 1-5"',
});

/** Any year will do to see whether a pattern ever comes; a leap day comes within four. */
const anyYear = new Date(Date.UTC(2026, 0, 1));

const cronFault = (pattern: string): string | null => {
  try {
    return cronOf(pattern, 'UTC').nextRun(anyYear) === null ? 'it never comes' : null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
  }
};

const cron = fiveFields.transform((pattern, context) => {
  const fault = cronFault(pattern);
  if (fault === null) return pattern;
  const message = `must be ${cronText}; ${fault}, so correct it`;
  context.issues.push({ code: 'custom', input: pattern, message });
  return z.NEVER;
});

const input = strictObject('a window', {
  days: days.exactOptional().describe('weekdays on which it begins; every day if not said'),
  from: clockTime.exactOptional(),
  to: clockTime.exactOptional().describe('at or before from: on the next day'),
  cron: cron.exactOptional(),
  for: duration({ minSeconds: 60, maxSeconds: 7 * 86_400 }).exactOptional(),
});

type Input = z.output<typeof input>;

const everyDay = [0, 1, 2, 3, 4, 5, 6];

const weeklyFrom = ({ days: on, from, to }: Input): WeeklyWhen | string => {
  if ((from === undefined) !== (to === undefined)) {
    return 'must say both from and to; leave both out for whole days';
  }
  if (from === to && from !== undefined) {
    return 'must have from and to differ; leave both out for whole days';
  }
  if (from === 1440) return 'must begin before 24:00; write 00:00 and the next weekday';
  const { fromMinute, toMinute } = { fromMinute: from ?? 0, toMinute: to ?? 1440 };
  return { kind: 'weekly', days: on ?? everyDay, fromMinute, toMinute };
};

const windowFrom = (said: Input): WeeklyWhen | CronWhen | string => {
  const isWeekly = (said.days ?? said.from ?? said.to) !== undefined;
  const isCron = (said.cron ?? said.for) !== undefined;
  if (isWeekly === isCron) {
    return 'must say either days, from and to, or cron and for; keep one of the two';
  }
  if (isWeekly) return weeklyFrom(said);
  if (said.cron === undefined || said.for === undefined) {
    return 'must say both cron, when it begins, and for, how long it lasts, such as 12h';
  }
  return { kind: 'cron', pattern: said.cron, forSeconds: said.for };
};

export const whenSchema = input.transform((said, context) => {
  const window = windowFrom(said);
  if (typeof window !== 'string') return window;
  context.issues.push({ code: 'custom', input: said, message: window });
  return z.NEVER;
});
