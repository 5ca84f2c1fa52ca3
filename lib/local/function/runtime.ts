/** Inside the thread: plays Lambda's runtime to one bundled handler. */
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { type Reply, type Request, reportLine, requestSchema, startSchema } from './messages.ts';

type Handler = (event: unknown, context: object) => unknown;

const moduleSchema = z.object({
  handler: z.custom<Handler>((value) => typeof value === 'function', 'is not a function'),
});

const port = parentPort;
if (port === null)
  throw new Error('The runtime runs in a thread that a host starts, not by itself');

const { file, functionName } = startSchema.parse(workerData);

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const contextOf = ({ requestId, timeoutMs }: Request) => {
  const endMs = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    memoryLimitInMB: '512',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, endMs - performance.now()),
  };
};

const reply = (message: Reply): void => port.postMessage(message);

const answer = async (handler: Handler, request: Request): Promise<Reply> => {
  const { requestId } = request;
  try {
    const value = await handler(request.event, contextOf(request));
    return { kind: 'returned', requestId, value };
  } catch (error) {
    return { kind: 'threw', requestId, error: describe(error) };
  }
};

const serve = (handler: Handler): void => {
  port.on('message', async (message: unknown) => {
    const request = requestSchema.parse(message);
    const answered = await answer(handler, request);
    process.stdout.write(`${reportLine(request.requestId)}\n`);
    reply(answered);
  });
};

try {
  const { handler } = moduleSchema.parse(await import(file));
  serve(handler);
  reply({ kind: 'ready' });
} catch (error) {
  reply({ kind: 'unusable', error: describe(error) });
}
