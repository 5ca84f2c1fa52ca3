/**
 * How far apart the points are, and where some are missing. Up to three missing points in a row are bridged by a
 * straight line. Longer gaps are lived through on the same line and left out of the scores: nobody knows what happened.
 */
import { BadLoad } from './bad-load.ts';
import type { Known } from './in-order.ts';
import type { Repair, Span } from './load.ts';

const finestSeconds = 10;
const coarsestSeconds = 3600;
const bridgedPoints = 3;
/** What comes after a week of nothing is another trace. */
const longestGapSeconds = 7 * 86_400;

export const spacingOf = (points: readonly Known[]): number => {
  const counts = new Map<number, number>();
  for (const [index, { atMs }] of points.entries()) {
    const next = points[index + 1];
    if (next === undefined) continue;
    counts.set(next.atMs - atMs, (counts.get(next.atMs - atMs) ?? 0) + 1);
  }
  const [common] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
  const seconds = (common?.[0] ?? 0) / 1000;
  if (seconds >= finestSeconds && seconds <= coarsestSeconds) return seconds;
  throw new BadLoad(
    `its rows are mostly ${seconds} s apart, but must be from ${finestSeconds} s to ${coarsestSeconds} s; take averages over longer periods, or find a finer source`,
  );
};

export type Gaps = { readonly unobserved: readonly Span[]; readonly repairs: readonly Repair[] };

const tooLong = (from: Known, to: Known): BadLoad => {
  const days = Math.round((to.atMs - from.atMs) / 86_400_000);
  return new BadLoad(
    `there is nothing for ${days} days between lines ${from.line} and ${to.line}, but gaps may last ${longestGapSeconds / 86_400} days at most; split it in two there`,
  );
};

export const findGaps = (points: readonly Known[], everySeconds: number): Gaps => {
  const unobserved: Span[] = [];
  let bridged = { gaps: 0, points: 0 };
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (from === undefined) continue;
    const seconds = (to.atMs - from.atMs) / 1000;
    const missing = Math.round(seconds / everySeconds) - 1;
    if (seconds > longestGapSeconds) throw tooLong(from, to);
    if (missing > bridgedPoints) unobserved.push({ fromMs: from.atMs, toMs: to.atMs });
    else if (missing > 0) bridged = { gaps: bridged.gaps + 1, points: bridged.points + missing };
  }
  const seconds = unobserved.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / 1000, 0);
  return {
    unobserved,
    repairs: [
      ...(bridged.gaps > 0 ? [{ kind: 'bridged', ...bridged } as const] : []),
      ...(seconds > 0 ? [{ kind: 'unobserved', gaps: unobserved.length, seconds } as const] : []),
    ],
  };
};
