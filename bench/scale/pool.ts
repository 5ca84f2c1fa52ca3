/** A deployed function as Lambda runs it: an invocation takes an environment that is free, or starts another. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type FromFunction, fromFunctionSchema, type ToFunction } from './messages.ts';

export type PoolOptions = {
  /** The bundle. */
  readonly file: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly timeoutMs: number;
  readonly atOnceAtMost: number;
  /** Every line written, to standard output and error alike. */
  readonly onLine: (line: string) => void;
};

export type Invoked = {
  /** Of the handler: a start is not in it. */
  readonly billedMs: number;
  readonly cpuMs: number;
  readonly error: string | null;
};

/** The minute that is due, and how far the world is ahead of this machine's clock. */
export type WorldNow = Pick<ToFunction, 'worldMs' | 'aheadMs'>;

export type Pool = {
  readonly invoke: (event: unknown, world: WorldNow) => Promise<Invoked>;
  /** Of the one that ever used most. */
  readonly peakBytes: () => number;
  readonly environments: () => number;
  readonly stop: () => Promise<void>;
};

type Outcome = Pick<Invoked, 'cpuMs' | 'error'>;

type Environment = { readonly child: ChildProcess; cpuMs: number };

const hostFile = new URL('./function-process.ts', import.meta.url);

const nextMessage = async (child: ChildProcess, timeoutMs: number): Promise<FromFunction> => {
  const ended = new AbortController();
  const onExit = (code: number | null): void =>
    ended.abort(new Error(`a function's process ended with code ${code}`));
  child.once('exit', onExit);
  try {
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(timeoutMs)]);
    const [message] = await once(child, 'message', { signal });
    return fromFunctionSchema.parse(message);
  } catch (error) {
    throw ended.signal.aborted ? ended.signal.reason : error;
  } finally {
    child.off('exit', onExit);
  }
};

/** Twenty that start at once on two processors wait for each other, which on Lambda they do not. */
const startWithinMs = 120_000;

/** The handler is told its timeout; that a busy machine lets it go on a little longer must not lose what is warm. */
const graceMs = 30_000;

/** Lambda leaves a Node function about nine tenths of its memory for the heap. */
const heapShare = 0.9;

export const createPool = (options: PoolOptions): Pool => {
  const { file, variables, memoryMegabytes, timeoutMs, atOnceAtMost, onLine } = options;
  const all: Environment[] = [];
  const free: Environment[] = [];
  const waiting: ((environment: Environment) => void)[] = [];
  let peakBytes = 0;

  const start = async (): Promise<Environment> => {
    const child = fork(hostFile, [file], {
      env: { PATH: process.env['PATH'] ?? '', ...variables },
      execArgv: [`--max-old-space-size=${Math.floor(memoryMegabytes * heapShare)}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const input of [child.stdout, child.stderr]) {
      if (input !== null) createInterface({ input }).on('line', onLine);
    }
    const environment = { child, cpuMs: 0 };
    all.push(environment);
    await nextMessage(child, startWithinMs);
    return environment;
  };

  const take = async (): Promise<Environment> => {
    const idle = free.pop();
    if (idle !== undefined) return idle;
    if (all.length < atOnceAtMost) return start();
    return new Promise((resolve) => waiting.push(resolve));
  };

  const giveBack = (environment: Environment): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(environment);
    else next(environment);
  };

  /** As Lambda does with one that crashed or ran out of time. */
  const giveUp = (environment: Environment): void => {
    environment.child.kill();
    all.splice(all.indexOf(environment), 1);
    const next = waiting.shift();
    if (next !== undefined) start().then(next, () => undefined);
  };

  const invokeIn = async (environment: Environment, request: ToFunction): Promise<Outcome> => {
    try {
      const replied = nextMessage(environment.child, timeoutMs + graceMs);
      environment.child.send(request);
      const reply = await replied;
      const cpuMs = reply.cpuMs - environment.cpuMs;
      environment.cpuMs = reply.cpuMs;
      peakBytes = Math.max(peakBytes, reply.peakBytes);
      giveBack(environment);
      return { cpuMs, error: reply.kind === 'returned' ? reply.error : 'it said nothing' };
    } catch (error) {
      giveUp(environment);
      return { cpuMs: 0, error: error instanceof Error ? error.message : String(error) };
    }
  };

  return {
    invoke: async (event, world) => {
      const environment = await take();
      const startedMs = performance.now();
      const outcome = await invokeIn(environment, { event, timeoutMs, ...world });
      return { ...outcome, billedMs: performance.now() - startedMs };
    },
    peakBytes: () => peakBytes,
    environments: () => all.length,
    stop: async () => {
      await Promise.all(
        all.map(async ({ child }) => {
          if (child.exitCode !== null) return;
          const gone = once(child, 'exit');
          child.disconnect();
          await gone;
        }),
      );
    },
  };
};
