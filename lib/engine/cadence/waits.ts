/** How long a signal may wait to be read, in minutes; a tick is never more often. */
import type { Policy } from '../policy.ts';

/** A signal that nothing depends on now, such as memory at a third of its target, is looked at twice an hour. */
export const slowestMinutes = 30;

/** A service is looked at more often than that: whatever happens to it shows in the signal that is nearest to its limit. */
export const longestMinutes = 5;

const steps = [1, 2, 3, 4, 5, 8, 10, 15, 20, slowestMinutes] as const;

/** Data that is gone must be noticed before it would be called stale. */
export const longestFor = ({ react, staleAfterSeconds }: Policy): number =>
  react === 'fast' ? 1 : Math.max(1, Math.min(longestMinutes, Math.floor(staleAfterSeconds / 60)));

/** What is to be chosen from, shortest first. */
export const waitsUpTo = (minutes: number): readonly number[] =>
  steps.filter((step) => step <= minutes);
