/** A deployed function: starts when first invoked, stays warm, and starts anew after a crash or a timeout. */
import {
  type EnvironmentOptions,
  type ExecutionEnvironment,
  type Outcome,
  startEnvironment,
} from './environment.ts';

export type Invocation = Outcome & { readonly durationMs: number };

export type LocalFunction = {
  /** One after the other: another invocation waits for its turn. */
  readonly invoke: (event: unknown) => Promise<Invocation>;
  readonly stop: () => Promise<void>;
};

export type FunctionOptions = EnvironmentOptions & { readonly timeoutMs: number };

const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${causeOf(error.cause)}`;
};

export const createFunction = (options: FunctionOptions): LocalFunction => {
  let warm: ExecutionEnvironment | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const attempt = async (event: unknown): Promise<Outcome> => {
    try {
      warm ??= await startEnvironment(options);
      return await warm.invoke(event, options.timeoutMs);
    } catch (error) {
      await warm?.end();
      warm = null;
      return { kind: 'failed', error: causeOf(error) };
    }
  };

  const timed = async (event: unknown): Promise<Invocation> => {
    const startedMs = performance.now();
    const outcome = await attempt(event);
    return { ...outcome, durationMs: performance.now() - startedMs };
  };

  return {
    invoke: (event) => {
      const invocation = turn.then(() => timed(event));
      turn = invocation;
      return invocation;
    },
    stop: async () => {
      await turn;
      await warm?.end();
      warm = null;
    },
  };
};
