/** A metric as an alarm sees it: one slot per period, counted back from the newest; a slot without data is `null`. */
import type { MetricPoint } from './scaler.ts';

export type Datapoint = number | null;

export type Slots = {
  readonly count: number;
  readonly periodSeconds: number;
  readonly nowMs: number;
};

/** A metric whose newest point ended longer ago than this has stopped; an alarm on it has no data. */
const stoppedAfterMs = 300_000;

/** Newest first, always `count` of them. */
export const datapoints = (
  points: readonly MetricPoint[],
  { count, periodSeconds, nowMs }: Slots,
): readonly Datapoint[] => {
  const periodMs = periodSeconds * 1000;
  const slots: Datapoint[] = new Array<Datapoint>(count).fill(null);
  const newest = points.at(-1);
  if (newest === undefined || nowMs - newest.atMs - periodMs > stoppedAfterMs) return slots;
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const point = points[index];
    if (point === undefined) break;
    const slot = Math.round((newest.atMs - point.atMs) / periodMs);
    if (slot >= count) break;
    slots[slot] = point.cpuPercent;
  }
  return slots;
};

export type Test = (value: number) => boolean;

const passes = (slot: Datapoint, test: Test): boolean => slot !== null && test(slot);

/** All of the newest `count`; one without data is enough to say no. */
export const allOf = (slots: readonly Datapoint[], count: number, test: Test): boolean => {
  for (let index = 0; index < count; index += 1) {
    if (!passes(slots[index] ?? null, test)) return false;
  }
  return true;
};

/** At least `m` of the newest `n`. */
export const someOf = (
  slots: readonly Datapoint[],
  { m, n }: { readonly m: number; readonly n: number },
  test: Test,
): boolean => slots.slice(0, n).filter((slot) => passes(slot, test)).length >= m;
