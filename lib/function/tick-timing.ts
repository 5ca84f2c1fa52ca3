import type { Timing } from '#lib/function/out-of-date.ts';

/** The first tick after this one that is not due yet: a late tick must not wait for one that has begun. */
export const untilNextTickMs = ({ tickMs, nowMs, intervalMs }: Timing): number => {
  const ageMs = nowMs - tickMs;
  const missed = Math.max(0, Math.floor(ageMs / intervalMs));
  return (missed + 1) * intervalMs - ageMs;
};
