/** What the schedule sends, or a person who wants certain services learnt now. */
import * as z from 'zod';
import { wrongEvent } from '#lib/function/wrong-event.ts';

/** As many as one invocation can surely do. */
const mostServices = 48;

const eventSchema = z.strictObject({
  kind: z.literal('forecast'),
  scheduledTime: z.iso.datetime(),
  services: z.array(z.string().min(1).max(600)).min(1).max(mostServices).exactOptional(),
});

const expected = `{"kind":"forecast","scheduledTime":"<ISO 8601 in UTC>"}, and if only some are wanted "services":["<cluster>/<name>", …] with at most ${mostServices} of them`;

export type ForecastEvent = {
  readonly nowMs: number;
  /** `null`: everyone whose turn it is. */
  readonly services: readonly string[] | null;
};

export const readForecastEvent = (event: unknown): ForecastEvent => {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success)
    throw wrongEvent(event, { what: 'a forecast', expected, cause: parsed.error });
  const { scheduledTime, services = null } = parsed.data;
  return { nowMs: Date.parse(scheduledTime), services };
};
