/**
 * Gives directly read signals a past. A queue's depth is asked of SQS itself, which knows only "now",
 * so its recent values are kept in the state as a step function: a value holds until the next entry.
 * A quiet queue is one entry that never changes, and so is never written again.
 */
import type { Point, Reading, Readings } from './model.ts';
import { lookBackSeconds } from './plan-reads.ts';
import type { Policy, SignalDefinition } from './policy.ts';
import { signalsOf } from './policy-signals.ts';
import type { Held, ServiceState } from './state.ts';

type HeldSignals = ServiceState['held'];

/** An hour of windows at one entry each 30 s; the oldest go first. */
const maxEntries = 120;

const periodMs = 60_000;

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

/**
 * A value that stood for five minutes counts for five minutes: with one point for all of them, neither "low for
 * five minutes" nor "three of the last five" could be told from a single look.
 */
const minuteByMinute = (
  entries: readonly Held[],
  windowStartMs: number,
  endMs: number,
): readonly Point[] =>
  entries.flatMap((entry, index) => {
    const untilMs = entries[index + 1]?.atMs ?? endMs;
    const firstMs = Math.max(entry.atMs, windowStartMs - periodMs) + periodMs;
    const count = Math.max(0, Math.ceil((untilMs - firstMs) / periodMs));
    const repeats = Array.from({ length: count }, (_, minute) => ({
      atMs: firstMs + minute * periodMs,
      value: entry.value,
    }));
    return [entry, ...repeats];
  });

const asSeries = (entries: readonly Held[], latest: Point, windowStartMs: number): Reading => {
  const before = entries.filter((entry) => entry.atMs < latest.atMs);
  return {
    kind: 'series',
    points: [...minuteByMinute(before, windowStartMs, latest.atMs), latest],
  };
};

export const withHeld = (
  policy: Policy,
  readings: Readings,
  held: HeldSignals,
  nowMs: number,
): { readonly readings: Readings; readonly held: HeldSignals } => {
  const signals = signalsOf(policy);
  const direct = Object.keys(signals).filter((signal) => isReadDirectly(signals[signal]));
  if (direct.length === 0) return { readings, held: {} };
  const windowStartMs = nowMs - lookBackSeconds(policy) * 1000;
  const nextReadings: Record<string, Reading> = { ...readings };
  const nextHeld: Record<string, readonly Held[]> = {};
  for (const signal of direct) {
    const before = held[signal] ?? [];
    const reading = readings[signal];
    const latest = reading?.kind === 'series' ? reading.points.at(-1) : undefined;
    const entries = latest === undefined ? before : remember(before, latest);
    const kept = prune(entries, windowStartMs);
    if (kept.length > 0) nextHeld[signal] = kept;
    if (latest !== undefined) nextReadings[signal] = asSeries(kept, latest, windowStartMs);
  }
  return { readings: nextReadings, held: nextHeld };
};
