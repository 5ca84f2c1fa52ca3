/** What a function's process writes on standard output: replies of the runtime, and lines of the function. */
import * as z from 'zod';

const errorSchema = z.object({ name: z.string(), message: z.string() });

export type Thrown = z.infer<typeof errorSchema>;

const replySchema = z.discriminatedUnion('reply', [
  z.object({ reply: z.literal('ready') }),
  z.object({ reply: z.literal('returned'), requestId: z.string() }),
  z.object({ reply: z.literal('threw'), requestId: z.string(), error: errorSchema }),
]);

export type Reply = z.infer<typeof replySchema>;

/** One structured log line; the rest of its fields are the test's to look at. */
const logLineSchema = z.looseObject({ level: z.string(), message: z.string() });

export type LogLine = z.infer<typeof logLineSchema>;

export type Written =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'log'; readonly line: LogLine }
  /** Embedded metrics and whatever the platform itself has to say. */
  | { readonly kind: 'other' };

export const readLine = (text: string): Written => {
  if (!text.startsWith('{')) return { kind: 'other' };
  const value: unknown = JSON.parse(text);
  const reply = replySchema.safeParse(value);
  if (reply.success) return { kind: 'reply', reply: reply.data };
  const line = logLineSchema.safeParse(value);
  return line.success ? { kind: 'log', line: line.data } : { kind: 'other' };
};
