/**
 * Keeps calls within a rate limit instead of running into it: a refused call is lost to whoever needs it, and
 * retries come back in any order. It is only a courtesy: another invocation, or a deployment, has the same limit to
 * share and is not known here, so a call may still be throttled and is then tried again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from '#lib/ports.ts';

export type PaceOptions = {
  /** Calls that may go at once after a rest. */
  readonly burst: number;
  readonly perSecond: number;
  /** A clock that only moves forward. @default performance.now */
  readonly nowMs?: () => number;
  /** Ends early with the deadline. @default a timer */
  readonly wait?: (ms: number, deadline: Deadline) => Promise<void>;
};

/** Waits for the caller's turn, in the order of asking; false at once when it would not come before the deadline. */
export type Pace = (deadline: Deadline) => Promise<boolean>;

/** Ends early with the deadline. */
export const waitOnTimer = (ms: number, { signal }: Deadline): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

export const createPace = (options: PaceOptions): Pace => {
  const { burst, perSecond, nowMs = () => performance.now(), wait = waitOnTimer } = options;
  const intervalMs = 1000 / perSecond;
  /** When all calls so far would have gone, had they gone one by one without a burst. */
  let spentUntilMs = Number.NEGATIVE_INFINITY;
  return async (deadline) => {
    const now = nowMs();
    const spentMs = Math.max(spentUntilMs, now);
    const waitMs = Math.max(0, spentMs - (burst - 1) * intervalMs - now);
    if (waitMs > deadline.remainingMs()) return false;
    spentUntilMs = spentMs + intervalMs;
    if (waitMs > 0) await wait(waitMs, deadline);
    return true;
  };
};
