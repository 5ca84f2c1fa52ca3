import type { Deadline } from '#lib/ports.ts';

/** Kept back from the function's own timeout to write logs and metrics, which must come out even when time ran out. */
const reportingMs = 2_000;

export type DeadlineInput = {
  /** Until Lambda stops the function. */
  readonly invocationMs: number;
  /** How long the work may take at most. */
  readonly wishedMs: number;
};

export const deadlineOf = ({ invocationMs, wishedMs }: DeadlineInput): Deadline => {
  const allowedMs = Math.max(0, Math.trunc(Math.min(invocationMs - reportingMs, wishedMs)));
  // Not the wall clock, which may be set back while we work.
  const endMs = performance.now() + allowedMs;
  return {
    remainingMs: () => Math.max(0, endMs - performance.now()),
    signal: AbortSignal.timeout(allowedMs),
  };
};
