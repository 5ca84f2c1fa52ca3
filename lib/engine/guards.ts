/**
 * Step 7: situations in which the count must not fall, whatever the numbers say. Scale-out is never held
 * here: too many tasks cost money, too few cost users.
 */
import { collapseHoldUntil } from './collapse.ts';
import { convergesUntilMs } from './convergence.ts';
import type { Context, Proposal, Step } from './model.ts';
import type { Reason } from './reason.ts';
import { latestOf } from './rules/answer.ts';
import { signalData } from './rules/data.ts';

type Guard = Extract<Reason, { kind: 'guarded' }>['guard'];
type Tripped = {
  readonly guard: Guard;
  readonly untilMs: number | null;
  /** How far down the count may go all the same. @default not at all */
  readonly floor?: number;
};

/** Tasks of two revisions run side by side, and their average says little about either. */
const rollout = ({ view }: Context): Tripped | null =>
  view.rollout === 'in-progress' ? { guard: 'rollout', untilMs: null } : null;

/** ECS has not carried out the last count yet. Tasks that cannot be placed are given up in the end, running ones are not. */
const unconverged = (context: Context): Tripped | null => {
  const { view, nowMs } = context;
  const untilMs = convergesUntilMs(context.state);
  if (view.running >= view.desired && view.pending === 0) return null;
  if (nowMs < untilMs) return { guard: 'unconverged', untilMs };
  return view.running < view.desired
    ? { guard: 'unconverged', untilMs: null, floor: view.running }
    : null;
};

/** Tasks outlive the last scale-in, since they drain or protect themselves while they finish a job. */
const draining = (context: Context): Tripped | null => {
  const untilMs = convergesUntilMs(context.state);
  return context.view.running > context.view.desired && context.nowMs < untilMs
    ? { guard: 'draining', untilMs }
    : null;
};

/** We have not watched this service for a whole window yet. */
const firstSight = ({ state, policy, nowMs }: Context): Tripped | null => {
  const untilMs = state.firstSeenMs + policy.stabilizeSeconds.in * 1000;
  return nowMs < untilMs ? { guard: 'first-sight', untilMs } : null;
};

/** The signals do not reach back over the whole window, so its highest wish is not known. One minute of grace: points are that far apart. */
const shortHistory = ({ policy }: Context, proposal: Proposal): Tripped | null => {
  const oldest = proposal.wishes[0];
  const newest = proposal.wishes.at(-1);
  if (oldest === undefined || newest === undefined) return null;
  const coveredMs = newest.atMs - oldest.atMs;
  const neededMs = Math.max(0, policy.stabilizeSeconds.in - 60) * 1000;
  return coveredMs < neededMs ? { guard: 'short-history', untilMs: null } : null;
};

const collapse = (context: Context, proposal: Proposal): Tripped | null => {
  const untilMs = collapseHoldUntil(proposal.opinions, context);
  return untilMs === null ? null : { guard: 'collapse', untilMs };
};

/** A surge never lowers the count, as in Knative's panic: what drops in the middle of one comes back. */
const surge = (_: Context, proposal: Proposal): Tripped | null =>
  proposal.opinions.some((opinion) => opinion.kind === 'want' && opinion.surging)
    ? { guard: 'surge', untilMs: null }
    : null;

/**
 * Tasks are missing, and those that run are at their ceiling: 2 of 10 at 100 % show the demand of 2, and hide what the
 * other 8 were there for. That is no reason to do with fewer.
 */
const saturated = (context: Context): Tripped | null => {
  const { policy, view } = context;
  if (view.running >= view.desired) return null;
  const isAtCeiling = policy.rules.some((rule) => {
    if (rule.kind !== 'track' || rule.saturation === null) return false;
    const data = signalData(rule.signal, context);
    return data.kind === 'usable' && latestOf(data.points).value >= rule.saturation.at;
  });
  return isAtCeiling ? { guard: 'saturated', untilMs: null } : null;
};

const guards = [
  rollout,
  unconverged,
  draining,
  firstSight,
  shortHistory,
  collapse,
  surge,
  saturated,
] as const;

export const guard: Step = (proposal, context) => {
  const { desired, running, pending } = context.view;
  const asked = proposal.desired;
  if (asked >= desired) return proposal;
  const tripped = guards
    .map((check) => check(context, proposal))
    .filter((result) => result !== null)
    .filter(({ floor = desired }) => floor > asked);
  if (tripped.length === 0) return proposal;
  const granted = Math.max(...tripped.map(({ floor = desired }) => floor));
  const reasons = tripped.map(
    ({ guard: name, untilMs }): Reason => ({
      kind: 'guarded',
      guard: name,
      asked,
      untilMs,
      running,
      pending,
      desired,
    }),
  );
  return { ...proposal, desired: granted, reasons: [...proposal.reasons, ...reasons] };
};
