/** One execution environment: a thread with a handler in it, for one invocation at a time. */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { type Reply, type Request, replySchema, reportLine } from './messages.ts';

export type EnvironmentOptions = {
  readonly name: string;
  readonly file: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Every line the function writes, standard output and error alike. */
  readonly onLine: (line: string) => void;
};

export type Outcome =
  | { readonly kind: 'succeeded'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: string };

export type ExecutionEnvironment = {
  readonly invoke: (event: unknown, timeoutMs: number) => Promise<Outcome>;
  readonly end: () => Promise<void>;
};

/** Settles with the thread's next message, or with how the thread died. */
const nextReply = (worker: Worker): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const settle = (apply: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      apply();
    };
    const onMessage = (message: unknown): void => settle(() => resolve(replySchema.parse(message)));
    const onError = (error: unknown): void =>
      settle(() => reject(new Error('The function crashed', { cause: error })));
    const onExit = (code: number): void =>
      settle(() => reject(new Error(`The function's process ended with code ${code}`)));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });

/** Passes lines on, and tells when the one that ends an invocation has come. */
const watchLines = (worker: Worker, onLine: (line: string) => void) => {
  const awaited = new Map<string, () => void>();
  const take = (line: string): void => {
    const arrived = awaited.get(line);
    if (arrived === undefined) onLine(line);
    else arrived();
  };
  createInterface({ input: worker.stdout }).on('line', take);
  createInterface({ input: worker.stderr }).on('line', take);
  return (requestId: string): Promise<void> =>
    new Promise((resolve) => {
      const line = reportLine(requestId);
      awaited.set(line, () => {
        awaited.delete(line);
        resolve();
      });
    });
};

const within = async <T>(promise: Promise<T>, ms: number, complaint: string): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(complaint)), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Lambda gives the start of a function ten seconds. */
const startTimeoutMs = 10_000;

/** Rejects when the function does not start; after that only when it is no longer usable. */
export const startEnvironment = async (
  options: EnvironmentOptions,
): Promise<ExecutionEnvironment> => {
  const { name, file, variables, onLine } = options;
  const worker = new Worker(new URL('./runtime.ts', import.meta.url), {
    name,
    env: { ...variables },
    workerData: { file, functionName: name },
    stdout: true,
    stderr: true,
  });
  const reported = watchLines(worker, onLine);
  const late = `${name} did not start within ${startTimeoutMs / 1000} s`;
  const started = await within(nextReply(worker), startTimeoutMs, late);
  if (started.kind === 'unusable') {
    await worker.terminate();
    throw new Error(`${name} cannot be loaded: ${started.error}`);
  }
  return {
    invoke: async (event, timeoutMs) => {
      const request: Request = { requestId: randomUUID(), event, timeoutMs };
      const written = reported(request.requestId);
      const replied = nextReply(worker);
      worker.postMessage(request);
      const complaint = `${name} was stopped after ${timeoutMs / 1000} s, its timeout`;
      const [reply] = await within(Promise.all([replied, written]), timeoutMs, complaint);
      if (reply.kind === 'returned') return { kind: 'succeeded', value: reply.value };
      return { kind: 'failed', error: reply.kind === 'threw' ? reply.error : reply.kind };
    },
    end: async () => {
      await worker.terminate();
    },
  };
};
