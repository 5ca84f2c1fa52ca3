/** The deployed bundle in a process of its own, invoked and killed from here. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

export type Invoked = { readonly error: string | null };

export type LambdaProcess = {
  /** Resolves when the handler has returned or thrown; rejects when the process died first. */
  readonly invoke: (tickMs: number) => Promise<Invoked>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  readonly kill: () => Promise<void>;
  /** Every line it wrote to standard output. */
  readonly lines: readonly string[];
};

const answerSchema = z.object({ id: z.string(), error: z.string().nullable() });

const runtime = fileURLToPath(new URL('./lambda-runtime.mjs', import.meta.url));

const answerTo = (child: ChildProcess, id: string): Promise<Invoked> =>
  new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      const answer = answerSchema.parse(message);
      if (answer.id !== id) return;
      child.off('message', onMessage).off('exit', onExit);
      resolve({ error: answer.error });
    };
    const onExit = (): void => reject(new Error(`the function died during ${id}`));
    child.on('message', onMessage).once('exit', onExit);
  });

export const startLambda = async (
  bundle: string,
  env: Readonly<Record<string, string>>,
): Promise<LambdaProcess> => {
  const child = fork(runtime, [bundle], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  const keep = (chunk: Buffer): void => {
    lines.push(
      ...chunk
        .toString()
        .split('\n')
        .filter((line) => line !== ''),
    );
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  await answerTo(child, 'ready');
  let invocations = 0;
  return {
    lines,
    invoke: (tickMs) => {
      invocations += 1;
      const id = `invocation ${invocations}`;
      const answered = answerTo(child, id);
      child.send({ id, event: { kind: 'tick', scheduledTime: new Date(tickMs).toISOString() } });
      return answered;
    },
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
};
