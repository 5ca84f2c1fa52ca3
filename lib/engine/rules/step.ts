/** `step`: a ladder of thresholds, each with its change of the present count. */
import type { Context, Wish } from '../model.ts';
import type { Rung, StepAdjustment, StepRule } from '../policy.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, abstaining, latestOf, type Points, wishesOf } from './answer.ts';

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

const wantOf = (rule: StepRule, value: number, current: number): number => {
  const rung = rule.rungs.find((candidate) => holds(candidate, value));
  return rung === undefined ? current : adjusted(rung.adjust, current);
};

/** A wish counts once enough of the last points were on its side, as an alarm of M out of N. The newest one is. */
const isSure = (
  { evaluate: { breaching, of } }: StepRule,
  wants: readonly number[],
  index: number,
  current: number,
): boolean => {
  if (breaching === 1) return true;
  const sideOf = (at: number): number => Math.sign((wants[at] ?? current) - current);
  let agreeing = 0;
  for (let at = Math.max(0, index + 1 - of); at <= index; at += 1) {
    if (sideOf(at) === sideOf(index)) agreeing += 1;
  }
  return agreeing >= breaching;
};

export const step = (rule: StepRule, points: Points, context: Context): Answer => {
  const current = context.view.desired;
  const latest = latestOf(points);
  const onLadder = rule.rungs.some((rung) => holds(rung, latest.value));
  // A ladder that can only scale out has nothing to say below its first rung, and must not keep others from scaling in.
  if (!onLadder && !rule.rungs.some(canScaleIn)) {
    return abstaining(rule);
  }
  const wants = points.map(({ value }) => wantOf(rule, value, current));
  const wishes = wishesOf(points, ({ atMs }, index): Wish => {
    const want = isSure(rule, wants, index, current) ? (wants[index] ?? current) : current;
    return { atMs, want, exact: want };
  });
  const wish = latestOf(wishes);
  const urgency = urgencyOf(wish, current, rule.urgencyRatios);
  return {
    opinion: {
      kind: 'want',
      rule: rule.name,
      wishes,
      urgency,
      tolerant: false,
      surging: false,
    },
    reasons: [
      {
        kind: 'wish',
        rule: rule.name,
        signal: rule.signal,
        latest,
        target: null,
        exact: wish.exact,
        want: wish.want,
        urgency,
        saturationFactor: null,
        unmeasured: 0,
        growth: 0,
        steadiedFrom: null,
      },
    ],
  };
};
