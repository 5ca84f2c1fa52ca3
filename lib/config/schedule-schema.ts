/** `schedules:`, other bounds for a while, and `holidays:`, days on which they do not begin. */
import * as z from 'zod';
import { datePattern, isDate } from './calendar.ts';
import { givenName, tasks } from './names.ts';
import { text } from './scalars.ts';
import type { Schedule } from './schedule.ts';
import { namedRecord, strictObject } from './strict-object.ts';
import { timeZone } from './time-zone-schema.ts';
import { whenSchema } from './window-schema.ts';

/** Only of what looks like a date, so that nothing is told twice. */
const existsIfDate = (value: string): boolean => !datePattern.test(value) || isDate(value);

const existsMessage = 'must be a date that exists; look at the calendar';

const date = text({ what: 'a date', pattern: datePattern, example: '2026-12-25' }).refine(
  existsIfDate,
  { error: existsMessage },
);

/** Ten years of some forty days. */
const mostDates = 400;

const datesMessage = `must be a list of at most ${mostDates} dates, such as [2026-12-25, 2027-01-01]`;

export const datesSchema = z
  .array(date, { error: datesMessage })
  .max(mostDates, { error: datesMessage });

export const holidaysSchema = namedRecord('holidays', givenName, datesSchema);

const dateOrName = text({
  what: 'a date, or the name of a list among holidays',
  pattern: /^(?:\d{4}-\d{2}-\d{2}|[A-Za-z][A-Za-z0-9_-]{0,63})$/,
  example: '2026-12-25',
}).refine(existsIfDate, { error: existsMessage });

const exceptMessage = `must be a list of at most ${mostDates} dates and names of holidays, such as [public, 2026-12-24]`;

export const datesOrNames = z
  .array(dateOrName, { error: exceptMessage })
  .max(mostDates, { error: exceptMessage });

const scheduleInput = strictObject('a schedule', {
  name: text({
    what: 'a schedule name of at most 64 printable characters',
    pattern: /^[\x20-\x7e]{1,64}$/,
    example: 'business hours',
  }).describe('how explanations call it'),
  when: whenSchema,
  timeZone: timeZone.describe('IANA name, by which weekdays, hours and dates are told'),
  except: datesOrNames.prefault([]).describe('days on which it does not begin'),
  min: tasks(0).exactOptional(),
  max: tasks(0).exactOptional(),
});

/** `except` still has names of holidays among its dates. */
const schedule = scheduleInput.transform((input, context): Schedule => {
  const { min = null, max = null } = input;
  if (min === null && max === null) {
    const message = 'must say a min, a max or both; without either it changes nothing';
    context.issues.push({ code: 'custom', input, message });
    return z.NEVER;
  }
  if (min !== null && max !== null && min > max) {
    const message = `must have min at most max; ${min} is above ${max}`;
    context.issues.push({ code: 'custom', input, message });
    return z.NEVER;
  }
  return { ...input, min, max };
});

const mostSchedules = 20;

const listMessage = `must be a list of at most ${mostSchedules} schedules; an empty list means none`;

export const schedulesSchema = z
  .array(schedule, { error: listMessage })
  .max(mostSchedules, { error: listMessage })
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, {
    error: 'must name every schedule differently; rename one',
  });
