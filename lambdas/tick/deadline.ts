import type { Deadline } from '#lib/ports.ts';

/** Kept back from the function's own timeout to write logs and metrics, which must come out even when time ran out. */
const reportingMs = 2_000;

/**
 * The scheduler may fire at second 59 of its minute; a tick of one second would act on nothing, minute after minute.
 * Beyond the next tick's start, claims and versions keep the two apart.
 */
const atLeastMs = 20_000;

export type DeadlineInput = {
  /** Until Lambda stops the function. */
  readonly invocationMs: number;
  readonly untilNextTickMs: number;
};

export const deadlineOf = ({ invocationMs, untilNextTickMs }: DeadlineInput): Deadline => {
  const wishedMs = Math.max(atLeastMs, untilNextTickMs);
  const allowedMs = Math.max(0, Math.trunc(Math.min(invocationMs - reportingMs, wishedMs)));
  // Not the wall clock, which may be set back while we work.
  const endMs = performance.now() + allowedMs;
  return {
    remainingMs: () => Math.max(0, endMs - performance.now()),
    signal: AbortSignal.timeout(allowedMs),
  };
};
