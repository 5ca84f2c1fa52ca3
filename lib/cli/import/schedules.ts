/**
 * Scheduled actions become windows. An action sets bounds and nothing takes them back but the next action, so
 * each becomes a window that lasts until then.
 */
import { Cron } from 'croner';
import { durationText } from '#config/units.ts';
import type { ScheduledAction } from '#lib/registration.ts';
import { nameFrom, type Plain } from './fragment.ts';

export type ScheduleFragment = {
  readonly notes: readonly string[];
  readonly schedule: Plain | null;
};

/** Minutes, hours, day, month, weekday; the sixth field of AWS is the year. */
const sixFields = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/;

/** AWS counts weekdays from 1 for Sunday, cron from 0. */
const weekday = (field: string): string =>
  field.replaceAll(/\b[1-7]\b/g, (digit) => String(Number(digit) - 1)).replaceAll('?', '*');

/** `null` where five fields cannot say it. */
export const fiveFields = (schedule: string): string | null => {
  const [, minute, hour, day, month, dayOfWeek, year] = sixFields.exec(schedule.trim()) ?? [];
  if (!minute || !hour || !day || !month || !dayOfWeek || year !== '*') return null;
  if (/[LW#]/.test(day) || /[L#]/.test(dayOfWeek)) return null;
  return [minute, hour, day.replaceAll('?', '*'), month, weekday(dayOfWeek)].join(' ');
};

type Known = { readonly action: ScheduledAction; readonly pattern: string };

/** Four weeks show every weekly pattern; more firings than this are no schedule of working hours. */
const horizonMs = 28 * 86_400_000;
const firingsAtMost = 500;

const firingsOf = ({ action, pattern }: Known, nowMs: number): readonly number[] =>
  new Cron(pattern, { timezone: action.timeZone })
    .nextRuns(firingsAtMost, new Date(nowMs))
    .map((date) => date.getTime())
    .filter((atMs) => atMs < nowMs + horizonMs);

/** How long each firing holds: until any action fires. The last one's end is beyond the horizon. */
const holdsOf = (firings: readonly number[], all: readonly number[]): readonly number[] =>
  firings.flatMap((atMs) => {
    const next = all.find((other) => other > atMs);
    return next === undefined ? [] : [(next - atMs) / 1000];
  });

const mostSeconds = 7 * 86_400;

const windowOf = (known: Known, all: readonly number[], nowMs: number): ScheduleFragment => {
  const { action, pattern } = known;
  const { name, schedule, timeZone, min, max } = action;
  const from = `${name}: ${schedule} in ${timeZone} sets ${min ?? 'no'} to ${max ?? 'no'} tasks`;
  const holds = holdsOf(firingsOf(known, nowMs), all);
  const shortest = Math.min(...holds);
  if (!Number.isFinite(shortest)) {
    return {
      notes: [from, 'left out, because it did not fire twice in four weeks'],
      schedule: null,
    };
  }
  const seconds = Math.min(shortest, mostSeconds);
  const varies = Math.max(...holds) > seconds;
  return {
    notes: [
      from,
      ...(varies
        ? [
            `it held from ${durationText(shortest)} to ${durationText(Math.max(...holds))} until the next action; the window has the shorter, and outside it the bounds above hold`,
          ]
        : []),
    ],
    schedule: {
      name: nameFrom(name),
      when: { cron: pattern, for: durationText(seconds) },
      timeZone,
      ...(min === null ? {} : { min }),
      ...(max === null ? {} : { max }),
    },
  };
};

const unsaid = ({ name, schedule, min, max }: ScheduledAction): ScheduleFragment => ({
  notes: [
    `${name}: ${schedule} sets ${min ?? 'no'} to ${max ?? 'no'} tasks; left out, because a window needs a cron of five fields; order it for once with flyball floor`,
  ],
  schedule: null,
});

export const scheduleFragments = (
  actions: readonly ScheduledAction[],
  nowMs: number,
): readonly ScheduleFragment[] => {
  const known = actions.flatMap((action): readonly Known[] => {
    const pattern = fiveFields(action.schedule);
    return pattern === null ? [] : [{ action, pattern }];
  });
  const all = known.flatMap((each) => firingsOf(each, nowMs)).toSorted((a, b) => a - b);
  return actions.map((action) => {
    const found = known.find((each) => each.action === action);
    return found === undefined ? unsaid(action) : windowOf(found, all, nowMs);
  });
};
