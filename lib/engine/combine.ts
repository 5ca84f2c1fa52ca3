/**
 * Step 3: out beats hold beats in. At every moment of the window the largest wish counts, and while any
 * rule is without data the count may not fall.
 */
import type { Opinion, Proposal, Step } from './model.ts';
import { overlay } from './overlay.ts';
import type { Urgency } from './policy.ts';
import { latestOf } from './rules/answer.ts';
import { compareUrgency } from './urgency.ts';

type Want = Extract<Opinion, { kind: 'want' | 'floor' }>;

const newest = (wants: readonly Want[]): Want =>
  wants.reduce((best, want) =>
    latestOf(want.wishes).want > latestOf(best.wishes).want ? want : best,
  );

const veto = (proposal: Proposal, holders: readonly string[], current: number): Proposal => {
  if (holders.length === 0) return proposal;
  const want = proposal.wishes.at(-1)?.want ?? current;
  const reasons =
    want < current
      ? [...proposal.reasons, { kind: 'vetoed', rules: holders, want } as const]
      : proposal.reasons;
  return {
    ...proposal,
    desired: Math.max(proposal.desired, current),
    wishes: proposal.wishes.map((wish) => ({ ...wish, want: Math.max(wish.want, current) })),
    reasons,
  };
};

/** A floor joins those who say how many are enough. Where nobody does, nothing is too many. */
const wantsOf = (opinions: readonly Opinion[], current: number): readonly Want[] => {
  const wants = opinions.filter((opinion) => opinion.kind === 'want' || opinion.kind === 'floor');
  if (opinions.some(({ kind }) => kind === 'want')) return wants;
  return wants.filter(({ wishes }) => latestOf(wishes).want > current);
};

export const combine: Step = (proposal, { view }) => {
  const wants = wantsOf(proposal.opinions, view.desired);
  const holders = proposal.opinions.filter(({ kind }) => kind === 'hold').map(({ rule }) => rule);
  if (wants.length === 0) {
    return { ...proposal, reasons: [...proposal.reasons, { kind: 'no-opinion' }] };
  }
  const leader = newest(wants);
  const want = latestOf(leader.wishes).want;
  const outvoted = wants.filter((other) => other !== leader).map(({ rule }) => rule);
  const urgency = wants
    .filter(({ wishes }) => latestOf(wishes).want > view.desired)
    .map((out) => out.urgency)
    .reduce<Urgency>((most, next) => (compareUrgency(next, most) > 0 ? next : most), 'low');
  const combined: Proposal = {
    ...proposal,
    wishes: overlay(wants.map(({ wishes }) => wishes)),
    desired: want,
    urgency,
    reasons:
      outvoted.length === 0
        ? proposal.reasons
        : [...proposal.reasons, { kind: 'combined', rule: leader.rule, want, outvoted }],
  };
  return veto(combined, holders, view.desired);
};
