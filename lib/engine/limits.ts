/**
 * Step 5: how fast the count may move, as HPA v2's scaling policies. Each policy undoes what was
 * done in its direction within its period, so several small steps spend the same allowance as one large one.
 */
import type { Context, Direction, Step } from './model.ts';
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

/** How far the limits let the count go at a moment. */
const capAt = (atMs: number, direction: Direction, { policy, view, state }: Context): number => {
  const { select, policies } = policy.limits[direction];
  const current = view.desired;
  if (select === 'disabled') return current;
  if (policies.length === 0) return direction === 'out' ? Number.POSITIVE_INFINITY : 0;
  const furthest = policies.map((each) => {
    const sinceMs = atMs - each.perSeconds * 1000;
    return allowed(each, periodStart(current, state.recent, direction, sinceMs), direction);
  });
  const generous = select === 'max';
  const cap = (direction === 'out') === generous ? Math.max(...furthest) : Math.min(...furthest);
  return direction === 'out' ? Math.max(current, cap) : Math.min(current, cap);
};

/** The first moment at which a change has left its period and a task may go: nothing else ever gives way. */
const freeAt = (direction: Direction, context: Context): number | null => {
  const { policy, view, state, nowMs } = context;
  const ends = state.recent.flatMap(({ atMs }) =>
    policy.limits[direction].policies.map(({ perSeconds }) => atMs + perSeconds * 1000),
  );
  const free = ends
    .filter((endMs) => endMs > nowMs)
    .toSorted((a, b) => a - b)
    .find((endMs) => capAt(endMs, direction, context) !== view.desired);
  return free ?? null;
};

export const limit: Step = (proposal, context) => {
  const { policy, view, nowMs } = context;
  const current = view.desired;
  const asked = proposal.desired;
  if (asked === current) return proposal;
  const direction: Direction = asked > current ? 'out' : 'in';
  const cap = capAt(nowMs, direction, context);
  const granted = direction === 'out' ? Math.min(asked, cap) : Math.max(asked, cap);
  if (granted === asked) return proposal;
  const { select, policies } = policy.limits[direction];
  const untilMs = granted === current ? freeAt(direction, context) : null;
  return {
    ...proposal,
    desired: granted,
    reasons: [
      ...proposal.reasons,
      { kind: 'limited', direction, asked, granted, select, policies, untilMs },
    ],
  };
};
