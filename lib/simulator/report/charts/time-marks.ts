/** Marks on a time axis, at round hours and days in UTC. */
import { clockOf, dayOf } from '../numbers.ts';
import type { Span } from '../series.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const steps: readonly number[] = [
  ...[1, 5, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * dayMs),
];

export type TimeMark = { readonly at: number; readonly text: string };

const most = 8;

export const timeMarks = ({ fromMs, toMs }: Span): readonly TimeMark[] => {
  const lengthMs = toMs - fromMs;
  const stepMs = steps.find((step) => lengthMs / step <= most) ?? lengthMs;
  const first = Math.ceil(fromMs / stepMs);
  const count = Math.floor(toMs / stepMs) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * stepMs).map(
    (ms) => ({
      at: (ms - fromMs) / lengthMs,
      text: stepMs >= dayMs || ms % dayMs === 0 ? dayOf(ms) : clockOf(ms),
    }),
  );
};
