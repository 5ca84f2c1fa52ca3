/** What a rule gives back, and the pieces that all rules share. */
import type { Opinion, Point, Wish } from '../model.ts';
import type { Reason } from '../reason.ts';

export type Answer = { readonly opinion: Opinion; readonly reasons: readonly Reason[] };

export type Points = readonly [Point, ...Point[]];

export type Wishes = readonly [Wish, ...Wish[]];

export const abstaining = (rule: { readonly name: string }): Answer => ({
  opinion: { kind: 'abstain', rule: rule.name },
  reasons: [],
});

/** 3.0000000001 is 3: rounding errors of a float must not buy a task. */
export const wholeTasks = (exact: number): number => Math.max(0, Math.ceil(exact - 1e-9));

export const asPoints = (points: readonly Point[]): Points | null => {
  const [first, ...rest] = points;
  return first === undefined ? null : [first, ...rest];
};

export const wishesOf = (points: Points, toWish: (point: Point, index: number) => Wish): Wishes => {
  const [first, ...rest] = points;
  return [toWish(first, 0), ...rest.map((point, index) => toWish(point, index + 1))];
};

export const mapWishes = ([first, ...rest]: Wishes, change: (wish: Wish) => Wish): Wishes => [
  change(first),
  ...rest.map(change),
];

export const latestOf = <T>(items: readonly [T, ...T[]]): T => items.at(-1) ?? items[0];
