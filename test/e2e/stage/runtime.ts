/**
 * Lambda's runtime, played in a process of its own: `node runtime.ts <file>`. Requests come over the parent's
 * channel, replies go out on standard output behind the function's own lines, so that none of those is missed.
 */
import { argv, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { type Request, requestSchema } from '#local/function/messages.ts';
import type { Reply } from './messages.ts';

const moduleSchema = z.object({
  handler: z.custom<(event: unknown, context: object) => Promise<unknown>>(
    (value) => typeof value === 'function',
  ),
});

const contextOf = ({ requestId, timeoutMs }: Request) => {
  const endMs = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    functionName: 'tick',
    getRemainingTimeInMillis: () => Math.max(0, endMs - performance.now()),
  };
};

const reply = (message: Reply): void => {
  stdout.write(`${JSON.stringify(message)}\n`);
};

const describe = (error: unknown): { readonly name: string; readonly message: string } =>
  error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'unknown', message: String(error) };

const { handler } = moduleSchema.parse(await import(pathToFileURL(argv[2] ?? '').href));

process.on('message', async (message: unknown) => {
  const request = requestSchema.parse(message);
  const { requestId } = request;
  try {
    await handler(request.event, contextOf(request));
    reply({ reply: 'returned', requestId });
  } catch (error) {
    reply({ reply: 'threw', requestId, error: describe(error) });
  }
});
reply({ reply: 'ready' });
