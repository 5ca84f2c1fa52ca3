/**
 * Step 5: how fast the count may move, as HPA v2's scaling policies. Each policy looks at where the count
 * stood one period ago, so several small steps spend the same allowance as one large one.
 */
import type { Direction, Step } from './model.ts';
import type { LimitPolicy } from './policy.ts';
import type { Action } from './state.ts';

/** The count one period ago, by undoing what we did in this direction since. */
const periodStart = (
  current: number,
  recent: readonly Action[],
  direction: Direction,
  sinceMs: number,
): number => {
  const changed = recent
    .filter((action) => action.atMs > sinceMs)
    .map(({ from, to }) => (direction === 'out' ? to - from : from - to))
    .filter((change) => change > 0)
    .reduce((sum, change) => sum + change, 0);
  return direction === 'out' ? current - changed : current + changed;
};

const allowed = (policy: LimitPolicy, start: number, direction: Direction): number => {
  if (policy.kind === 'tasks') {
    return direction === 'out' ? start + policy.amount : start - policy.amount;
  }
  // A percentage of nothing is nothing, and a service at zero would never leave it.
  return direction === 'out'
    ? Math.ceil(Math.max(1, start) * (1 + policy.amount / 100) - 1e-9)
    : Math.floor(start * (1 - policy.amount / 100) + 1e-9);
};

export const limit: Step = (proposal, { policy, view, state, nowMs }) => {
  const current = view.desired;
  const asked = proposal.desired;
  if (asked === current) return proposal;
  const direction: Direction = asked > current ? 'out' : 'in';
  const { select, policies } = policy.limits[direction];
  const furthest = policies.map((each) => {
    const sinceMs = nowMs - each.perSeconds * 1000;
    return allowed(each, periodStart(current, state.recent, direction, sinceMs), direction);
  });
  const generous = select === 'max';
  const bound = (direction === 'out') === generous ? Math.max(...furthest) : Math.min(...furthest);
  const unlimited = select !== 'disabled' && policies.length === 0;
  const cap = select === 'disabled' ? current : bound;
  const granted =
    direction === 'out'
      ? Math.min(asked, Math.max(current, cap))
      : Math.max(asked, Math.min(current, cap));
  if (unlimited || granted === asked) return proposal;
  const perSeconds = Math.max(0, ...policies.map((each) => each.perSeconds));
  return {
    ...proposal,
    desired: granted,
    reasons: [
      ...proposal.reasons,
      { kind: 'limited', direction, asked, granted, select, perSeconds },
    ],
  };
};
