/**
 * Gives directly read signals a past. A queue's depth is asked of SQS itself, which knows only "now",
 * so its recent values are kept in the state as a step function: a value holds until the next entry.
 * A quiet queue is one entry that never changes, and so is never written again.
 */
import type { Point, Reading, Readings } from './model.ts';
import type { Policy, SignalDefinition } from './policy.ts';
import { signalsOf } from './policy-signals.ts';
import type { Held, ServiceState } from './state.ts';

type HeldSignals = ServiceState['held'];

/** An hour of windows at one entry each 30 s; the oldest go first. */
const maxEntries = 120;

export const isReadDirectly = (definition: SignalDefinition | undefined): boolean =>
  definition?.kind === 'queueDepth';

/** Drops entries that ended before the window began; the one in force at its start stays. */
const prune = (entries: readonly Held[], windowStartMs: number): readonly Held[] => {
  const firstInside = entries.findIndex((entry) => entry.atMs > windowStartMs);
  const inForce = firstInside === -1 ? entries.length - 1 : firstInside - 1;
  return entries.slice(Math.max(0, inForce, entries.length - maxEntries));
};

const remember = (entries: readonly Held[], latest: Point): readonly Held[] => {
  const last = entries.at(-1);
  if (last !== undefined && (last.value === latest.value || last.atMs >= latest.atMs)) {
    return entries;
  }
  return [...entries, { atMs: latest.atMs, value: latest.value }];
};

const asSeries = (entries: readonly Held[], latest: Point): Reading => ({
  kind: 'series',
  points: [...entries.filter((entry) => entry.atMs < latest.atMs), latest],
});

export const withHeld = (
  policy: Policy,
  readings: Readings,
  held: HeldSignals,
  nowMs: number,
): { readonly readings: Readings; readonly held: HeldSignals } => {
  const signals = signalsOf(policy);
  const direct = Object.keys(signals).filter((signal) => isReadDirectly(signals[signal]));
  if (direct.length === 0) return { readings, held: {} };
  const windowSeconds = Math.max(policy.stabilizeSeconds.in, policy.stabilizeSeconds.out);
  const nextReadings: Record<string, Reading> = { ...readings };
  const nextHeld: Record<string, readonly Held[]> = {};
  for (const signal of direct) {
    const before = held[signal] ?? [];
    const reading = readings[signal];
    const latest = reading?.kind === 'series' ? reading.points.at(-1) : undefined;
    const entries = latest === undefined ? before : remember(before, latest);
    const kept = prune(entries, nowMs - windowSeconds * 1000);
    if (kept.length > 0) nextHeld[signal] = kept;
    if (latest !== undefined) nextReadings[signal] = asSeries(kept, latest);
  }
  return { readings: nextReadings, held: nextHeld };
};
