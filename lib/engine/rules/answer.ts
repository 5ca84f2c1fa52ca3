/** What a rule gives back, and the pieces that all rules share. */
import type { Opinion, Point, Wish } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import type { Reason } from '../reason.ts';

export type Answer = { readonly opinion: Opinion; readonly reasons: readonly Reason[] };

export type Points = NonEmpty<Point>;

export const abstaining = (rule: { readonly name: string }): Answer => ({
  opinion: { kind: 'abstain', rule: rule.name },
  reasons: [],
});

/** 3.0000000001 is 3: rounding errors of a float must not buy a task. */
export const wholeTasks = (exact: number): number => Math.max(0, Math.ceil(exact - 1e-9));

export const wishesOf = (
  points: Points,
  toWish: (point: Point, index: number) => Wish,
): NonEmpty<Wish> => mapNonEmpty(points, toWish);

export const latestOf = <T>(items: NonEmpty<T>): T => items.at(-1) ?? items[0];
