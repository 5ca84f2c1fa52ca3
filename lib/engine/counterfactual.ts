/**
 * "Why not?" What would make the service scale one way, what stands in the way now, and when the last of it ends.
 * It asks the very steps that decide, with a wish of one task more or fewer.
 */
import { grant, prepare, wish } from './decide.ts';
import { explainReason } from './explain.ts';
import type { Context, DecideInput, Direction, Proposal } from './model.ts';
import type { Reason } from './reason.ts';
import { conditionFor } from './threshold.ts';

export type Blocker = {
  readonly text: string;
  /** When it ends by itself; `null` when that depends on something other than time. */
  readonly untilMs: number | null;
};

export type Counterfactual = {
  readonly direction: Direction;
  /** Out: any of these is enough. In: all of them have to hold. */
  readonly conditions: readonly string[];
  readonly blockers: readonly Blocker[];
  /** The earliest moment at which nothing stands in the way; `null` when no clock can tell. */
  readonly earliestMs: number | null;
};

/** A small wish that has lasted the whole window: whatever is left of it was taken by something else. */
const suppose = (proposal: Proposal, desired: number, asked: number): Proposal => ({
  ...proposal,
  desired: asked,
  urgency: 'low',
  wishes: proposal.wishes.map((each) => ({ ...each, want: asked, exact: asked })),
  opinions: proposal.opinions.filter(({ kind }) => kind !== 'hold' || asked > desired),
  reasons: [],
});

const blockerOf = (reason: Reason, nowMs: number): Blocker => ({
  text: explainReason(reason, nowMs),
  untilMs: 'untilMs' in reason ? reason.untilMs : null,
});

/** Rules without data stop a scale-in before any step is asked. */
const blindness = (proposal: Proposal, direction: Direction): readonly Reason[] =>
  direction === 'in' && proposal.opinions.some(({ kind }) => kind === 'hold')
    ? proposal.reasons.filter(({ kind }) => kind === 'no-data')
    : [];

const conditionsOf = (context: Context, direction: Direction): readonly string[] =>
  context.policy.rules
    .map((rule) => conditionFor(rule, context, direction))
    .filter((condition) => condition !== null);

const nothingToTake: Counterfactual = {
  direction: 'in',
  conditions: [],
  blockers: [{ text: 'no task is desired, so there is none to take away', untilMs: null }],
  earliestMs: null,
};

export const whyNot = (input: DecideInput, direction: Direction): Counterfactual => {
  const { context } = prepare(input);
  const { desired } = context.view;
  if (direction === 'in' && desired === 0) return nothingToTake;
  const wished = wish(context);
  const asked = direction === 'out' ? desired + 1 : Math.max(0, desired - 1);
  const granted = grant(suppose(wished, desired, asked), context);
  const isBlocked = granted.desired !== asked;
  const reasons = [...blindness(wished, direction), ...(isBlocked ? granted.reasons : [])];
  const blockers = reasons.map((reason) => blockerOf(reason, input.nowMs));
  const ends = blockers.map(({ untilMs }) => untilMs);
  const isTimed = ends.every((untilMs) => untilMs !== null);
  return {
    direction,
    conditions: conditionsOf(context, direction),
    blockers,
    earliestMs: isTimed ? Math.max(input.nowMs, ...ends) : null,
  };
};
