/** What the schedule sends: the time at which this tick was due. */
import * as z from 'zod';
import { wrongEvent } from '#lib/function/wrong-event.ts';

const eventSchema = z.strictObject({
  kind: z.literal('tick'),
  scheduledTime: z.iso.datetime(),
});

const expected =
  '{"kind":"tick","scheduledTime":"<ISO 8601 in UTC>"}, as the stack\'s schedule sends it';

export const readTickMs = (event: unknown): number => {
  const parsed = eventSchema.safeParse(event);
  if (parsed.success) return Date.parse(parsed.data.scheduledTime);
  throw wrongEvent(event, { what: 'a tick', expected, cause: parsed.error });
};
