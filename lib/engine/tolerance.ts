/**
 * Step 2: the dead band. A demand rule whose demand is close to the present capacity wants what is there.
 * Applied to each rule on its own, as HPA does, so that a rule without a dead band is not tolerated away
 * because another rule happened to want a little more.
 */
import type { Context, Opinion, Step, Wish } from './model.ts';
import { mapNonEmpty } from './non-empty.ts';
import type { Reason } from './reason.ts';
import { latestOf } from './rules/answer.ts';

const toleranceFor = (wish: Wish, { policy, view }: Context): number =>
  wish.exact >= view.desired ? policy.toleranceRatio.out : policy.toleranceRatio.in;

const ratioOf = (wish: Wish, desired: number): number =>
  desired === 0 ? Number.POSITIVE_INFINITY : wish.exact / desired;

const isTolerated = (wish: Wish, context: Context): boolean => {
  const distance = Math.abs(ratioOf(wish, context.view.desired) - 1);
  // 1.1 is within 10 % of 1, though a float says 0.10000000000000009.
  return distance <= toleranceFor(wish, context) + 1e-9;
};

const tolerated = (wish: Wish, context: Context): Wish =>
  isTolerated(wish, context)
    ? { atMs: wish.atMs, want: context.view.desired, exact: wish.exact }
    : wish;

const reasonFor = (opinion: Opinion, context: Context): readonly Reason[] => {
  if (opinion.kind !== 'want' || !opinion.tolerant) return [];
  const wish = latestOf(opinion.wishes);
  if (wish.want === context.view.desired || !isTolerated(wish, context)) return [];
  return [
    {
      kind: 'within-tolerance',
      rule: opinion.rule,
      ratio: ratioOf(wish, context.view.desired),
      toleranceRatio: toleranceFor(wish, context),
    },
  ];
};

const tolerateOpinion = (opinion: Opinion, context: Context): Opinion => {
  if (opinion.kind !== 'want' || !opinion.tolerant) return opinion;
  return { ...opinion, wishes: mapNonEmpty(opinion.wishes, (wish) => tolerated(wish, context)) };
};

export const tolerate: Step = (proposal, context) => ({
  ...proposal,
  opinions: proposal.opinions.map((opinion) => tolerateOpinion(opinion, context)),
  reasons: [
    ...proposal.reasons,
    ...proposal.opinions.flatMap((opinion) => reasonFor(opinion, context)),
  ],
});
