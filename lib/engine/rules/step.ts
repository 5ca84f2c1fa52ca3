/** `step`: a ladder of thresholds, each with its change of the present count. */
import type { Context, Point, Wish } from '../model.ts';
import type { Rung, StepAdjustment, StepRule } from '../policy.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, type Points, usablePoints, wishesOf } from './answer.ts';

const holds = (rung: Rung, value: number): boolean =>
  (rung.from === null || value >= rung.from) && (rung.to === null || value < rung.to);

/** As step scaling rounds: towards zero, but a change that was asked for is at least one task. */
const percentOf = (current: number, percent: number): number => {
  const change = (current * percent) / 100;
  return Math.abs(change) < 1 ? Math.sign(percent) : Math.trunc(change);
};

const adjusted = (adjust: StepAdjustment, current: number): number => {
  switch (adjust.kind) {
    case 'add':
      return Math.max(0, current + adjust.tasks);
    case 'percent':
      return Math.max(0, current + percentOf(current, adjust.percent));
    case 'exactly':
      return adjust.tasks;
    default:
      return adjust satisfies never;
  }
};

const canScaleIn = ({ adjust }: Rung): boolean =>
  adjust.kind === 'exactly' || (adjust.kind === 'add' ? adjust.tasks : adjust.percent) < 0;

const answerFor = (rule: StepRule, points: Points, context: Context): Answer => {
  const current = context.view.desired;
  const toWish = (point: Point): Wish => {
    const rung = rule.rungs.find((candidate) => holds(candidate, point.value));
    const want = rung === undefined ? current : adjusted(rung.adjust, current);
    return { atMs: point.atMs, exact: want, want };
  };
  const wishes = wishesOf(points, toWish);
  const wish = latestOf(wishes);
  const urgency = urgencyOf(wish, current, rule.urgencyRatios);
  return {
    opinion: { kind: 'want', rule: rule.name, wishes, urgency, tolerant: false, surging: false },
    reasons: [
      {
        kind: 'wish',
        rule: rule.name,
        signal: rule.signal,
        latest: latestOf(points),
        target: null,
        exact: wish.exact,
        want: wish.want,
        urgency,
        saturationFactor: null,
      },
    ],
  };
};

export const step = (rule: StepRule, context: Context): Answer => {
  const usable = usablePoints(rule, context);
  if (usable.kind === 'unusable') return usable.answer;
  const { value } = latestOf(usable.points);
  const onLadder = rule.rungs.some((rung) => holds(rung, value));
  // A ladder that can only scale out has nothing to say below its first rung, and must not keep others from scaling in.
  if (!onLadder && !rule.rungs.some(canScaleIn)) {
    return { opinion: { kind: 'abstain', rule: rule.name }, reasons: [] };
  }
  return answerFor(rule, usable.points, context);
};
