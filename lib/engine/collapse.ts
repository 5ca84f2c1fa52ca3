/**
 * The outage guard. When demand falls off a cliff the cause is more often a broken front door than satisfied
 * users, and the retries arrive together once it opens. So an abnormal collapse holds scale-in for a while.
 * Only demand that is tracked counts: a queue that was worked off is simply empty.
 */
import type { Context, Opinion, Wish } from './model.ts';
import type { CollapseGuard } from './policy.ts';

/** Of one or two tasks a half is noise. */
const smallestDemand = 2;

/** Whether demand at that wish is a collapse of what it was within the window before. */
const collapsedAt = (index: number, wishes: readonly Wish[], guard: CollapseGuard): boolean => {
  const wish = wishes[index];
  if (wish === undefined) return false;
  const sinceMs = wish.atMs - guard.withinSeconds * 1000;
  let highest = 0;
  for (let back = index - 1; (wishes[back]?.atMs ?? -1) >= sinceMs; back -= 1) {
    highest = Math.max(highest, wishes[back]?.exact ?? 0);
  }
  return highest >= smallestDemand && wish.exact < highest * guard.toRatio;
};

const latestCollapse = (opinion: Opinion, guard: CollapseGuard, sinceMs: number): number | null => {
  if (opinion.kind !== 'want' || !opinion.tolerant) return null;
  const found = opinion.wishes.findLast(
    ({ atMs }, index) => atMs > sinceMs && collapsedAt(index, opinion.wishes, guard),
  );
  return found?.atMs ?? null;
};

/** Until when scale-in is held, or `null` when demand did not collapse. */
export const collapseHoldUntil = (
  opinions: readonly Opinion[],
  { policy, nowMs }: Context,
): number | null => {
  const { collapse } = policy;
  if (collapse === null) return null;
  const sinceMs = nowMs - collapse.holdSeconds * 1000;
  const moments = opinions
    .map((opinion) => latestCollapse(opinion, collapse, sinceMs))
    .filter((atMs) => atMs !== null);
  return moments.length === 0 ? null : Math.max(...moments) + collapse.holdSeconds * 1000;
};
