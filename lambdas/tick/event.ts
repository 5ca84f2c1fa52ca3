/** What the schedule sends: the time at which this tick was due. */
import * as z from 'zod';

const eventSchema = z.strictObject({
  kind: z.literal('tick'),
  scheduledTime: z.iso.datetime(),
});

const expected =
  '{"kind":"tick","scheduledTime":"<ISO 8601 in UTC>"}, as the stack\'s schedule sends it';

/** Longest piece of a foreign event that an error repeats. */
const shown = 200;

export const readTickMs = (event: unknown): number => {
  const parsed = eventSchema.safeParse(event);
  if (parsed.success) return Date.parse(parsed.data.scheduledTime);
  const got = (JSON.stringify(event) ?? 'nothing').slice(0, shown);
  throw new Error(`The event is not a tick: got ${got}; must be ${expected}`, {
    cause: parsed.error,
  });
};
