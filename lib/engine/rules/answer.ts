/** What a rule gives back, and the pieces that all rules share. */
import type { Context, Opinion, Point, Reading, Wish } from '../model.ts';
import { isNonEmpty, mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import type { Reason } from '../reason.ts';

export type Answer = { readonly opinion: Opinion; readonly reasons: readonly Reason[] };

export type Points = NonEmpty<Point>;

export type Usable =
  | { readonly kind: 'usable'; readonly points: Points }
  | { readonly kind: 'unusable'; readonly answer: Answer };

type Named = { readonly name: string; readonly signal: string };

const describe = (reading: Exclude<Reading, { kind: 'series' }>): string => {
  switch (reading.kind) {
    case 'stale':
      return `newest point is ${reading.ageSeconds} s old`;
    case 'absent':
      return 'no points in the window';
    case 'failed':
      return reading.cause;
    default:
      return reading satisfies never;
  }
};

/** No data blocks scale-in and stays silent on scale-out. */
export const withoutData = (
  rule: Named,
  why: 'stale' | 'absent' | 'failed' | 'unknown-tasks',
  detail: string,
): Answer => ({
  opinion: { kind: 'hold', rule: rule.name },
  reasons: [{ kind: 'no-data', rule: rule.name, signal: rule.signal, why, detail }],
});

const isFinitePoint = ({ value }: Point): boolean => Number.isFinite(value);

export const usablePoints = (rule: Named, context: Context): Usable => {
  const reading = context.readings[rule.signal] ?? { kind: 'absent' };
  if (reading.kind !== 'series') {
    return { kind: 'unusable', answer: withoutData(rule, reading.kind, describe(reading)) };
  }
  const points = reading.points.every(isFinitePoint)
    ? reading.points
    : reading.points.filter(isFinitePoint);
  return isNonEmpty(points)
    ? { kind: 'usable', points }
    : { kind: 'unusable', answer: withoutData(rule, 'absent', 'no finite points in the window') };
};

/** 3.0000000001 is 3: rounding errors of a float must not buy a task. */
export const wholeTasks = (exact: number): number => Math.max(0, Math.ceil(exact - 1e-9));

export const wishesOf = (points: Points, toWish: (point: Point) => Wish): NonEmpty<Wish> =>
  mapNonEmpty(points, toWish);

export const latestOf = <T>(items: readonly [T, ...T[]]): T => items.at(-1) ?? items[0];
