/** What passes between a function's host and the thread it runs in. */
import * as z from 'zod';

export const startSchema = z.object({ file: z.string(), functionName: z.string() });

export const requestSchema = z.object({
  requestId: z.string(),
  event: z.unknown(),
  timeoutMs: z.number(),
});

export type Request = z.infer<typeof requestSchema>;

export const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('unusable'), error: z.string() }),
  z.object({ kind: z.literal('returned'), requestId: z.string(), value: z.unknown() }),
  z.object({ kind: z.literal('threw'), requestId: z.string(), error: z.string() }),
]);

export type Reply = z.infer<typeof replySchema>;

/** Lambda's own last log line of an invocation. When it has come through, so has everything before it. */
export const reportLine = (requestId: string): string => `REPORT RequestId: ${requestId}`;
