/** The deployed function in a process of its own, which can be killed as Lambda's can. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { type LogLine, type Reply, readLine, type Thrown } from './messages.ts';

export type LambdaOptions = {
  readonly file: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly onLog: (line: LogLine) => void;
};

export type Lambda = {
  /** What it threw, or `null`. Rejects when the process ends before it answers. */
  readonly invoke: (tickMs: number, timeoutMs: number) => Promise<Thrown | null>;
  readonly kill: () => Promise<void>;
};

type Settle = {
  readonly resolve: (thrown: Thrown | null) => void;
  readonly reject: (e: Error) => void;
};

const start = ({ file, variables }: LambdaOptions): ChildProcess =>
  fork(new URL('./runtime.ts', import.meta.url), [file], {
    env: { ...variables },
    execArgv: [],
    silent: true,
  });

const settleWith = (reply: Reply, pending: Map<string, Settle>): void => {
  switch (reply.reply) {
    case 'ready':
      pending.get('start')?.resolve(null);
      break;
    case 'returned':
      pending.get(reply.requestId)?.resolve(null);
      break;
    case 'threw':
      pending.get(reply.requestId)?.resolve(reply.error);
      break;
    default:
      reply satisfies never;
  }
};

/** Fails everything that is still waited for once the process is gone. */
const watchEnd = async (child: ChildProcess, pending: Map<string, Settle>): Promise<void> => {
  const complaints = child.stderr === null ? '' : text(child.stderr);
  const [code, signal] = await once(child, 'exit');
  const error = new Error(`The function's process ended (${code ?? signal}): ${await complaints}`);
  for (const { reject } of pending.values()) reject(error);
};

export const startLambda = async (options: LambdaOptions): Promise<Lambda> => {
  const child = start(options);
  const pending = new Map<string, Settle>();
  const ended = watchEnd(child, pending);
  const replyTo = async (id: string): Promise<Thrown | null> => {
    const { promise, resolve, reject } = Promise.withResolvers<Thrown | null>();
    pending.set(id, { resolve, reject });
    try {
      return await promise;
    } finally {
      pending.delete(id);
    }
  };
  if (child.stdout === null) throw new Error('The process was started without a pipe to read from');
  createInterface({ input: child.stdout }).on('line', (line) => {
    const written = readLine(line);
    if (written.kind === 'log') options.onLog(written.line);
    if (written.kind === 'reply') settleWith(written.reply, pending);
  });
  await replyTo('start');
  return {
    invoke: (tickMs, timeoutMs) => {
      const requestId = randomUUID();
      const event = { kind: 'tick', scheduledTime: new Date(tickMs).toISOString() };
      child.send({ requestId, event, timeoutMs, worldMs: tickMs });
      return replyTo(requestId);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
