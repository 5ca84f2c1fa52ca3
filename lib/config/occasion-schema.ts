/** `occasions:`, what a calendar knows of load to come: holidays, launches, matches. */
import * as z from 'zod';
import { isDate } from './calendar.ts';
import type { Occasion } from './occasions.ts';
import { realNumber, text } from './scalars.ts';
import { datesOrNames } from './schedule-schema.ts';
import { strictObject } from './strict-object.ts';
import { timeZone } from './time-zone-schema.ts';

const pattern = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d$/;

const wallTime = text({ what: 'a date and time', pattern, example: '2026-11-27T18:00' })
  .refine((value) => !pattern.test(value) || isDate(value.slice(0, 10)), {
    error: 'must be a date that exists; look at the calendar',
  })
  .transform((value) => Date.parse(`${value}:00Z`));

const service = text({
  what: 'a service as <cluster>/<name>',
  pattern: /^[A-Za-z0-9_-]{1,255}\/[A-Za-z0-9_-]{1,255}$/,
  example: 'shop/checkout',
});

const mostServices = 200;
const servicesMessage = `must be a list of 1 to ${mostServices} services; leave it out for all`;

const input = strictObject('an occasion', {
  name: text({
    what: 'a name of at most 64 printable characters',
    pattern: /^[\x20-\x7e]{1,64}$/,
    example: 'summer sale',
  }).describe('what earlier ones of the same name did is expected again'),
  on: datesOrNames.exactOptional().describe('whole days: dates, and names of holidays'),
  from: wallTime.exactOptional().describe('when it begins, by the clock of its time zone'),
  to: wallTime.exactOptional(),
  timeZone: timeZone.describe('IANA name, by which days and times are told'),
  times: realNumber({ what: 'times the usual load', min: 0, max: 100 })
    .exactOptional()
    .describe('by how much it multiplies the load; left out, earlier ones tell'),
  services: z
    .array(service, { error: servicesMessage })
    .min(1, { error: servicesMessage })
    .max(mostServices, { error: servicesMessage })
    .exactOptional()
    .describe('whom it concerns; left out, everybody'),
});

type Input = z.output<typeof input>;

const spanOf = ({ on, from, to }: Input): Occasion['span'] | string => {
  if (on !== undefined && from === undefined && to === undefined) return { kind: 'days', on };
  if (on !== undefined || from === undefined || to === undefined) {
    return 'must say either on, for whole days, or both from and to; keep one of the two';
  }
  if (to <= from) return 'must have to after from; swap them';
  return { kind: 'times', fromWallMs: from, toWallMs: to };
};

const occasion = input.transform((said, context): Occasion => {
  const span = spanOf(said);
  if (typeof span === 'string') {
    context.issues.push({ code: 'custom', input: said, message: span });
    return z.NEVER;
  }
  const { name, timeZone: zone, times, services = null } = said;
  const effect = times === undefined ? { kind: 'learnt' as const } : timesOf(times);
  return { name, timeZone: zone, span, effect, services };
});

const timesOf = (factor: number) => ({ kind: 'times' as const, factor });

const mostOccasions = 200;
const listMessage = `must be a list of at most ${mostOccasions} occasions; take past ones out after a month`;

export const occasionsSchema = z
  .array(occasion, { error: listMessage })
  .max(mostOccasions, { error: listMessage });
