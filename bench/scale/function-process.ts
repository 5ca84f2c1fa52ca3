/** An execution environment as a process of its own, so that its memory and CPU are its own too: `node … <bundle>`. */

import * as z from 'zod';
import { keepWorldTime } from '#local/function/world-time.ts';
import { type FromFunction, toFunctionSchema } from './messages.ts';
import { usageOfThisProcess } from './process-usage.ts';

type Handler = (event: unknown, context: object) => unknown;

const moduleSchema = z.object({
  handler: z.custom<Handler>((value) => typeof value === 'function', 'is not a function'),
});

const [, , file = ''] = process.argv;
const worldTime = keepWorldTime(performance);
/** Buckets in the table refill by this clock, which has to jump with the world as ECS's own buckets do. */
const machineMs = Date.now;
let aheadMs = 0;
Date.now = () => machineMs() + aheadMs;
const { handler } = moduleSchema.parse(await import(file));

const tell = (message: FromFunction): void => {
  process.send?.(message);
};

const contextFor = (timeoutMs: number) => {
  const endMs = performance.now() + timeoutMs;
  return {
    awsRequestId: crypto.randomUUID(),
    functionName: 'flyball',
    functionVersion: '$LATEST',
    memoryLimitInMB: '1024',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:flyball',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, endMs - performance.now()),
  };
};

/** Of many failures the first, down to what it came of. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${reasonOf(error.cause)})`;
};

const errorOf = async (event: unknown, timeoutMs: number): Promise<string | null> => {
  try {
    await handler(event, contextFor(timeoutMs));
    return null;
  } catch (error) {
    return reasonOf(error);
  }
};

process.on('message', async (message: unknown) => {
  const { event, timeoutMs, worldMs, aheadMs: ahead } = toFunctionSchema.parse(message);
  worldTime.arriveAt(worldMs);
  aheadMs = ahead;
  const error = await errorOf(event, timeoutMs);
  tell({ kind: 'returned', error, ...usageOfThisProcess() });
});
// Whoever started it is gone, or has done with it.
process.once('disconnect', () => process.exit());
tell({ kind: 'ready', ...usageOfThisProcess() });
