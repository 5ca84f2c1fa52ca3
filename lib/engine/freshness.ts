/** Decides whether a series is still news. Old data is not low data: it is no data. */
import type { Reading } from './model.ts';

export const freshen = (reading: Reading, nowMs: number, staleAfterSeconds: number): Reading => {
  if (reading.kind !== 'series') return reading;
  const newest = reading.points.at(-1);
  if (newest === undefined) return { kind: 'absent' };
  const ageSeconds = Math.round((nowMs - newest.atMs) / 1000);
  return ageSeconds > staleAfterSeconds
    ? { kind: 'stale', points: reading.points, ageSeconds }
    : reading;
};
