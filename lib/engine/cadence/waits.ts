/** How long a signal may wait to be read, in minutes; a tick is never more often. */
import type { Policy } from '../policy.ts';

/** A signal that nothing depends on now, such as memory at a third of its target, is looked at twice an hour. */
export const slowestMinutes = 30;

/**
 * A service is looked at more often than that: whatever happens to it shows in the signal that is nearest to its limit.
 * Three hours without a jump prove as much at a risk of 10 % (`jumps.ts`).
 */
export const longestMinutes = 8;

/** Where no past speaks for more: a breaker's signals, rungs and scores, whose jumps nobody counts. */
const unprovenMinutes = 5;

const steps = [1, 2, 3, 4, 5, 8, 10, 15, 20, slowestMinutes] as const;

const within = (mostMinutes: number, seconds: number): number =>
  Math.max(1, Math.min(mostMinutes, Math.floor(seconds / 60)));

export const unprovenFor = ({ react, staleAfterSeconds }: Policy): number =>
  react === 'fast' ? 1 : within(unprovenMinutes, staleAfterSeconds);

/** A gap that adds tasks has to be noticed as soon as it is one. */
const answersGaps = ({ rules }: Policy): boolean =>
  rules.some(({ missing }) => missing.out.kind === 'fallback');

/**
 * Data that is gone is noticed on the next look. Until then nothing can be taken away, for that is decided by looking, so
 * all that is late is the word of it: by twice the time that it takes to be called stale, at most.
 */
export const longestFor = (policy: Policy): number =>
  policy.react === 'fast' || answersGaps(policy)
    ? unprovenFor(policy)
    : within(longestMinutes, 2 * policy.staleAfterSeconds);

/** What is to be chosen from, shortest first. */
export const waitsUpTo = (minutes: number): readonly number[] =>
  steps.filter((step) => step <= minutes);
