/** Hours are read where reads wait their turn, and only whoever judges waits looks at them. */
import type { Reading, Readings } from '../model.ts';
import { lookBackSeconds } from '../plan-reads.ts';
import type { Policy } from '../policy.ts';

const since = (reading: Reading, fromMs: number): Reading => {
  if (reading.kind !== 'series') return reading;
  const first = reading.points.findIndex(({ atMs }) => atMs >= fromMs);
  if (first === 0) return reading;
  // What is too old to be decided by is still the newest there is, and tells how old it is.
  return { ...reading, points: reading.points.slice(first < 0 ? -1 : first) };
};

const minuteMs = 60_000;

/** As far back as decisions look, so that they are the same however much was read. */
export const recentOf = (past: Readings, policy: Policy, nowMs: number): Readings => {
  const fromMs = nowMs - lookBackSeconds(policy) * 1000;
  const wholeMs = fromMs - (fromMs % minuteMs);
  return Object.fromEntries(
    Object.entries(past).map(([signal, reading]) => [signal, since(reading, wholeMs)]),
  );
};
