/**
 * Wishes of several rules on one line of time, the largest at every moment. Rules are measured at different
 * moments: a wish stands until its rule's next one, and before its first a rule has none.
 */
import type { Wish } from './model.ts';

const isLarger = (a: Wish, b: Wish): boolean =>
  a.want > b.want || (a.want === b.want && a.exact > b.exact);

const at = (atMs: number, wish: Wish): Wish =>
  wish.atMs === atMs ? wish : { atMs, want: wish.want, exact: wish.exact };

const larger = (a: Wish | undefined, b: Wish | undefined): Wish | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return isLarger(b, a) ? b : a;
};

const areAlike = (left: readonly Wish[], right: readonly Wish[]): boolean =>
  left.length === right.length && left.every(({ atMs }, index) => right[index]?.atMs === atMs);

/** Both are walked through once, side by side: looking each moment up in each list took four fifths of a decision. */
const overlayTwo = (left: readonly Wish[], right: readonly Wish[]): readonly Wish[] => {
  // Metrics of one namespace come at the same moments, and then there is nothing to look for.
  if (areAlike(left, right)) {
    return left.map((wish, index) => larger(wish, right[index]) ?? wish);
  }
  const overlaid: Wish[] = [];
  let leftCount = 0;
  let rightCount = 0;
  while (leftCount < left.length || rightCount < right.length) {
    const leftMs = left[leftCount]?.atMs ?? Number.POSITIVE_INFINITY;
    const rightMs = right[rightCount]?.atMs ?? Number.POSITIVE_INFINITY;
    const atMs = Math.min(leftMs, rightMs);
    if (leftMs === atMs) leftCount += 1;
    if (rightMs === atMs) rightCount += 1;
    const standing = larger(left[leftCount - 1], right[rightCount - 1]);
    if (standing !== undefined) overlaid.push(at(atMs, standing));
  }
  return overlaid;
};

export const overlay = (lists: readonly (readonly Wish[])[]): readonly Wish[] =>
  lists.length === 0 ? [] : lists.reduce(overlayTwo);
