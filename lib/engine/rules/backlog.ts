/** `backlog`: one task for every `perTask` waiting jobs, from zero and back to zero. */
import type { Context, Point, Wish } from '../model.ts';
import type { BacklogRule } from '../policy.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, type Points, wholeTasks, wishesOf } from './answer.ts';
import { paceOf } from './pace.ts';

export const backlog = (rule: BacklogRule, points: Points, context: Context): Answer => {
  const pace = paceOf(rule, context);
  const perTask = pace?.perTask ?? rule.perTask;
  const toWish = (point: Point): Wish => {
    const exact = Math.max(0, point.value / perTask);
    return { atMs: point.atMs, want: wholeTasks(exact), exact };
  };
  const wishes = wishesOf(points, toWish);
  const wish = latestOf(wishes);
  const urgency = urgencyOf(wish, context.view.desired, rule.urgencyRatios);
  return {
    // No dead band: the 51st job of a 50-job worker is a reason for a second one.
    opinion: { kind: 'want', rule: rule.name, wishes, urgency, tolerant: false, surging: false },
    reasons: [
      ...(pace === null ? [] : [{ kind: 'paced' as const, rule: rule.name, pace }]),
      {
        kind: 'wish',
        rule: rule.name,
        signal: rule.signal,
        latest: latestOf(points),
        target: perTask,
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
