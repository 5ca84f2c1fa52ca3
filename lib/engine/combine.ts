/**
 * Step 3: out beats hold beats in. At every moment of the window the largest wish counts, and while any
 * rule is without data the count may not fall.
 */
import type { Opinion, Proposal, Step, Wish } from './model.ts';
import type { Urgency } from './policy.ts';
import { latestOf } from './rules/answer.ts';
import { compareUrgency } from './urgency.ts';

type Want = Extract<Opinion, { kind: 'want' }>;

const newest = (wants: readonly Want[]): Want =>
  wants.reduce((best, want) =>
    latestOf(want.wishes).want > latestOf(best.wishes).want ? want : best,
  );

/** A rule's wish stands until its next one; before its first it has none. */
const standingAt = (want: Want, atMs: number): Wish | undefined =>
  want.wishes.findLast((wish) => wish.atMs <= atMs);

const larger = (a: Wish, b: Wish): Wish =>
  b.want > a.want || (b.want === a.want && b.exact > a.exact) ? b : a;

/** Rules are measured at different moments, so their wishes are laid over one another on a common line of time. */
const overlay = (wants: readonly Want[]): readonly Wish[] => {
  const only = wants.length === 1 ? wants[0] : undefined;
  if (only !== undefined) return only.wishes;
  const moments = [...new Set(wants.flatMap(({ wishes }) => wishes.map(({ atMs }) => atMs)))];
  return moments
    .sort((a, b) => a - b)
    .map((atMs) => {
      const standing = wants
        .map((want) => standingAt(want, atMs))
        .filter((wish) => wish !== undefined);
      const largest = standing.reduce(larger);
      return { ...largest, atMs };
    });
};

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

export const combine: Step = (proposal, { view }) => {
  const wants = proposal.opinions.filter((opinion) => opinion.kind === 'want');
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
    wishes: overlay(wants),
    desired: want,
    urgency,
    reasons:
      outvoted.length === 0
        ? proposal.reasons
        : [...proposal.reasons, { kind: 'combined', rule: leader.rule, want, outvoted }],
  };
  return veto(combined, holders, view.desired);
};
