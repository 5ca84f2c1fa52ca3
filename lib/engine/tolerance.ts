/**
 * Step 2: the dead band. A demand rule whose demand is close to the present capacity wants what is there.
 * Applied to each rule on its own, as HPA does, so that a rule without a dead band is not tolerated away
 * because another rule happened to want a little more.
 */
import type { Context, Opinion, Step, Wish } from './model.ts';
import { mapNonEmpty } from './non-empty.ts';
import type { Reason } from './reason.ts';
import { latestOf } from './rules/answer.ts';

type Band = { readonly low: number; readonly high: number };

/** 1.1 is within 10 % of 1, though a float says 0.10000000000000009. */
const slackRatio = 1e-9;

/** At zero tasks there is no band: nothing is close to nothing. */
const bandOf = ({ policy, view }: Context): Band | null => {
  const { out, in: inwards } = policy.toleranceRatio;
  if (view.desired === 0) return null;
  return {
    low: view.desired * (1 - inwards - slackRatio),
    high: view.desired * (1 + out + slackRatio),
  };
};

const isTolerated = ({ exact }: Wish, band: Band): boolean =>
  exact >= band.low && exact <= band.high;

const reasonFor = (opinion: Opinion, band: Band, context: Context): readonly Reason[] => {
  if (opinion.kind !== 'want' || !opinion.tolerant) return [];
  const { desired } = context.view;
  const latest = latestOf(opinion.wishes);
  const { want, exact } = latest;
  if (want === desired || !isTolerated(latest, band)) return [];
  const toleranceRatio = context.policy.toleranceRatio[exact >= desired ? 'out' : 'in'];
  return [{ kind: 'within-tolerance', rule: opinion.rule, ratio: exact / desired, toleranceRatio }];
};

const tolerateOpinion = (opinion: Opinion, band: Band, desired: number): Opinion => {
  if (opinion.kind !== 'want' || !opinion.tolerant) return opinion;
  const wishes = mapNonEmpty(opinion.wishes, (wish) =>
    wish.want !== desired && isTolerated(wish, band)
      ? { atMs: wish.atMs, want: desired, exact: wish.exact }
      : wish,
  );
  return { ...opinion, wishes };
};

export const tolerate: Step = (proposal, context) => {
  const band = bandOf(context);
  if (band === null) return proposal;
  const { opinions, reasons } = proposal;
  return {
    ...proposal,
    opinions: opinions.map((opinion) => tolerateOpinion(opinion, band, context.view.desired)),
    reasons: [...reasons, ...opinions.flatMap((opinion) => reasonFor(opinion, band, context))],
  };
};
