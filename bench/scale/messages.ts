/** What passes between the bench and the processes that it starts: the local AWS, and functions. */
import * as z from 'zod';

const counts = z.record(z.string(), z.number());

/** Of a process since it began. */
const usage = { cpuMs: z.number(), peakBytes: z.number() };

/** What the local AWS has seen so far. */
const meterSchema = z.object({
  ...usage,
  calls: counts,
  /** Of those, refused for want of tokens, by operation. */
  throttled: counts,
  readUnits: z.number(),
  writeUnits: z.number(),
  /** The longest that any service has waited between two reads of its metrics, as of this minute. */
  longestUnreadMs: z.number(),
  /** Services of which no metric was read in that time at all. */
  neverRead: z.number(),
});

export type Meter = z.infer<typeof meterSchema>;

export const fromAwsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), url: z.string() }),
  z.object({
    kind: z.literal('letter'),
    messageId: z.string(),
    body: z.string(),
    delaySeconds: z.number(),
  }),
  z.object({ kind: z.literal('due'), dueMs: z.number() }),
  z.object({ kind: z.literal('metered'), meter: meterSchema }),
]);

export type FromAws = z.infer<typeof fromAwsSchema>;

export const toAwsSchema = z.discriminatedUnion('kind', [
  /** Jump to the next minute. */
  z.object({ kind: z.literal('next') }),
  z.object({ kind: z.literal('meter') }),
]);

export type ToAws = z.infer<typeof toAwsSchema>;

export const toFunctionSchema = z.object({
  event: z.unknown(),
  timeoutMs: z.number(),
  worldMs: z.number(),
  /** How far the world is ahead of this machine's clock; behind, if negative. */
  aheadMs: z.number(),
});

export type ToFunction = z.infer<typeof toFunctionSchema>;

export const fromFunctionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), ...usage }),
  z.object({ kind: z.literal('returned'), error: z.string().nullable(), ...usage }),
]);

export type FromFunction = z.infer<typeof fromFunctionSchema>;
