/** Decides whether a series is still news. Old data is not low data: it is no data. */
import type { Reading, Readings } from './model.ts';

const freshen = (reading: Reading, nowMs: number, staleAfterSeconds: number): Reading => {
  if (reading.kind !== 'series') return reading;
  const newest = reading.points.at(-1);
  if (newest === undefined) return { kind: 'absent' };
  const ageSeconds = Math.round((nowMs - newest.atMs) / 1000);
  return ageSeconds > staleAfterSeconds
    ? { kind: 'stale', points: reading.points, ageSeconds }
    : reading;
};

export const freshenAll = (
  readings: Readings,
  nowMs: number,
  staleAfterSeconds: number,
): Readings => {
  const fresh: Record<string, Reading> = {};
  for (const signal of Object.keys(readings)) {
    const reading = readings[signal];
    if (reading !== undefined) fresh[signal] = freshen(reading, nowMs, staleAfterSeconds);
  }
  return fresh;
};
