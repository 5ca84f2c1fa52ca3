/**
 * Step 4: scale-in follows the highest wish of its window, scale-out the lowest of its own. The window is
 * read from the metric's history, so nothing is hoarded and a cold start forgets nothing.
 */
import type { Direction, Proposal, Step, Wish } from './model.ts';

/**
 * The wishes of a window that ends at the newest one; metrics come minutes late, so "now" is no end.
 * The wish that was standing when the window began counts too.
 */
const windowOf = (wishes: readonly Wish[], newest: Wish, seconds: number): readonly Wish[] => {
  const startMs = newest.atMs - seconds * 1000;
  const firstInside = wishes.findIndex((wish) => wish.atMs > startMs);
  return wishes.slice(Math.max(0, firstInside - 1));
};

const extreme = (wishes: readonly Wish[], direction: Direction): Wish | undefined =>
  wishes.reduce<Wish | undefined>((best, wish) => {
    if (best === undefined) return wish;
    const better = direction === 'in' ? wish.want >= best.want : wish.want <= best.want;
    return better ? wish : best;
  }, undefined);

const settleOn = (
  proposal: Proposal,
  direction: Direction,
  current: number,
  windowSeconds: number,
): Proposal => {
  const newest = proposal.wishes.at(-1);
  if (newest === undefined || windowSeconds === 0) return proposal;
  const chosen = extreme(windowOf(proposal.wishes, newest, windowSeconds), direction);
  if (chosen === undefined || chosen.want === proposal.desired) return proposal;
  const granted =
    direction === 'in' ? Math.min(current, chosen.want) : Math.max(current, chosen.want);
  return {
    ...proposal,
    desired: granted,
    reasons: [
      ...proposal.reasons,
      {
        kind: 'stabilized',
        direction,
        asked: proposal.desired,
        granted,
        windowSeconds,
        decidedByMs: chosen.atMs,
      },
    ],
  };
};

export const stabilize: Step = (proposal, { policy, view }) => {
  const { desired } = view;
  if (proposal.desired < desired) {
    return settleOn(proposal, 'in', desired, policy.stabilizeSeconds.in);
  }
  if (proposal.desired > desired) {
    return settleOn(proposal, 'out', desired, policy.stabilizeSeconds.out);
  }
  return proposal;
};
