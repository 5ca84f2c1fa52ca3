/**
 * One call to AWS, tried again while that can help and there is time.
 *
 * The SDK's own retry is switched off (`maxAttempts: 1`), because it knows no deadline: it counts
 * attempts only and sleeps through an abort, so three throttled attempts could outlive the tick.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from '#lib/ports.ts';
import { faultOf, textOf } from './aws-error.ts';
import { callTimeoutMs } from './client-settings.ts';

export type Attempt<T> = (options: { readonly abortSignal: AbortSignal }) => Promise<T>;

/** How much a call is worth waiting for. */
export type Patience = { readonly attempts: number; readonly timeoutMs: number };

const usual: Patience = { attempts: 5, timeoutMs: callTimeoutMs };

/** For what the tick can do without: a hanging API must not hold up every scale-out for 5 times 5 s. */
export const little: Patience = { attempts: 1, timeoutMs: 2_000 };

const firstBackoffMs = 100;
/** A throttled call is refused for want of tokens, which come back at 5 a second at the slowest. */
const firstThrottledBackoffMs = 400;
const backoffAtMostMs = 4_000;

export class CallError extends Error {
  /** Whether the same call may well succeed later, on the next tick at the latest. */
  readonly retryable: boolean;

  constructor(message: string, options: { readonly retryable: boolean; readonly cause: unknown }) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
}

/** Full jitter: many callers that were throttled together must not come back together. */
const backoffMs = (error: unknown, attempt: number): number => {
  const first = faultOf(error) === 'throttled' ? firstThrottledBackoffMs : firstBackoffMs;
  return Math.random() * Math.min(backoffAtMostMs, first * 2 ** (attempt - 1));
};

/** Ends with the signal even where the attempt does not heed it, as the SDK while it waits for credentials. */
const heeding = async <T>(signal: AbortSignal, attempt: Promise<T>): Promise<T> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([attempt, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

const tryOnce = async <T>(
  deadline: Deadline,
  attempt: Attempt<T>,
  patienceMs: number,
): Promise<T> => {
  const timeoutMs = Math.min(patienceMs, Math.max(1, Math.floor(deadline.remainingMs())));
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const abortSignal = AbortSignal.any([deadline.signal, timeout]);
    return await heeding(abortSignal, attempt({ abortSignal }));
  } catch (error) {
    if (!timeout.aborted) throw error;
    const late = new Error(`no answer within ${timeoutMs} ms`, { cause: error });
    late.name = 'TimeoutError';
    throw late;
  }
};

const isOver = (deadline: Deadline): boolean =>
  deadline.signal.aborted || deadline.remainingMs() <= 0;

/** Ends early with the deadline. */
const pause = (waitMs: number, deadline: Deadline): Promise<void> =>
  sleep(waitMs, undefined, { signal: deadline.signal }).catch(() => undefined);

const notCalled = (what: string, deadline: Deadline): CallError => {
  const message = `${what}: not called, the deadline of this tick is over; the next tick takes it up`;
  return new CallError(message, { retryable: true, cause: deadline.signal.reason });
};

const failed = (what: string, attempts: number, cause: unknown): CallError => {
  const times = attempts === 1 ? '' : ` (${attempts} attempts)`;
  const retryable = faultOf(cause) !== 'permanent';
  return new CallError(`${what}${times}: ${textOf(cause)}`, { retryable, cause });
};

/** `what` names the operation and its subject, for the message: `ECS UpdateService shop/web`. */
export const call = async <T>(
  what: string,
  deadline: Deadline,
  attempt: Attempt<T>,
  { attempts, timeoutMs }: Patience = usual,
): Promise<T> => {
  if (isOver(deadline)) throw notCalled(what, deadline);
  for (let count = 1; ; count += 1) {
    try {
      return await tryOnce(deadline, attempt, timeoutMs);
    } catch (error) {
      const failure = failed(what, count, error);
      const waitMs = backoffMs(error, count);
      const canWait = count < attempts && waitMs < deadline.remainingMs();
      if (!failure.retryable || !canWait) throw failure;
      await pause(waitMs, deadline);
      if (isOver(deadline)) throw failure;
    }
  }
};
