/**
 * The outage guard. When demand falls off a cliff the cause is more often a broken front door than satisfied
 * users, and the retries arrive together once it opens. So an abnormal collapse holds scale-in for a while.
 * Only demand that is tracked counts: a queue that was worked off is simply empty.
 */
import type { Context, Opinion, Wish } from './model.ts';
import type { CollapseGuard, Policy } from './policy.ts';

/** Of one or two tasks a half is noise. */
const smallestDemand = 2;

/** What was usual is told by twice the window in which it may fall away. */
export const usualSeconds = ({ withinSeconds }: CollapseGuard): number => 2 * withinSeconds;

/** The middle one, so that a burst of minutes that is over counts as little as a gap of minutes. */
const usualOf = (demands: readonly number[]): number =>
  demands.toSorted((a, b) => a - b)[Math.floor(demands.length / 2)] ?? 0;

/**
 * Whether demand at that wish is a collapse of what it was within the window before. A crowd that goes again is none:
 * what is left of it must be less than was usual as well.
 */
const collapsedAt = (index: number, wishes: readonly Wish[], guard: CollapseGuard): boolean => {
  const wish = wishes[index];
  if (wish === undefined) return false;
  const sinceMs = wish.atMs - guard.withinSeconds * 1000;
  const usualSinceMs = wish.atMs - usualSeconds(guard) * 1000;
  let highest = 0;
  let first = index;
  for (let back = index - 1; (wishes[back]?.atMs ?? -1) >= usualSinceMs; back -= 1) {
    const { atMs, exact } = wishes[back] ?? wish;
    if (atMs >= sinceMs) highest = Math.max(highest, exact);
    first = back;
  }
  if (highest < smallestDemand || wish.exact >= highest * guard.toRatio) return false;
  const usual = usualOf(wishes.slice(first, index).map(({ exact }) => exact));
  return wish.exact < usual * guard.toRatio;
};

type Want = Extract<Opinion, { kind: 'want' }>;

/** A rule that has a dead band tracks demand; one that assures a risk has none, and follows demand all the same. */
const followsDemand = ({ tolerant, rule: name }: Want, { rules }: Policy): boolean =>
  tolerant || rules.some((rule) => rule.kind === 'assure' && rule.name === name);

const latestCollapse = (opinion: Opinion, policy: Policy, sinceMs: number): number | null => {
  const { collapse: guard } = policy;
  if (guard === null || opinion.kind !== 'want' || !followsDemand(opinion, policy)) return null;
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
    .map((opinion) => latestCollapse(opinion, policy, sinceMs))
    .filter((atMs) => atMs !== null);
  return moments.length === 0 ? null : Math.max(...moments) + collapse.holdSeconds * 1000;
};
