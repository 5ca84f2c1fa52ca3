/**
 * `track`: hold a signal at its target.
 * Demand is counted in tasks, `value × tasks ÷ target`, with the tasks that the value was measured over.
 * So tasks that are still starting dilute the average and raise the count alike, and cause no second scale-out.
 */
import type { Context, Point, Wish } from '../model.ts';
import type { SignalDefinition, TrackRule } from '../policy.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, usablePoints, wholeTasks, wishesOf } from './answer.ts';
import { tasksAt } from './tasks-at.ts';

export const isPerTask = (definition: SignalDefinition | undefined): boolean => {
  switch (definition?.kind) {
    case 'requests':
    case 'queueDepth':
      return false;
    case 'custom':
    case 'expression':
    case 'formula':
      return definition.per === 'task';
    default:
      return true;
  }
};

/** A signal at its ceiling shows only part of the demand, so what it shows is multiplied. */
const saturationFactor = (rule: TrackRule, point: Point): number =>
  rule.saturation !== null && point.value >= rule.saturation.at ? rule.saturation.factor : 1;

export const track = (rule: TrackRule, context: Context): Answer => {
  const usable = usablePoints(rule, context);
  if (usable.kind === 'unusable') return usable.answer;
  const perTask = isPerTask(context.policy.signals[rule.signal]);
  const toWish = (point: Point): Wish => {
    const load = point.value * (perTask ? tasksAt(point, context) : 1);
    const exact = Math.max(0, (load / rule.target) * saturationFactor(rule, point));
    return { atMs: point.atMs, exact, want: wholeTasks(exact) };
  };
  const wishes = wishesOf(usable.points, toWish);
  const latest = latestOf(usable.points);
  const wish = latestOf(wishes);
  const factor = saturationFactor(rule, latest);
  const urgency = factor > 1 ? 'high' : urgencyOf(wish, context.view.desired, rule.urgencyRatios);
  return {
    opinion: { kind: 'want', rule: rule.name, wishes, urgency, tolerant: true, surging: false },
    reasons: [
      {
        kind: 'wish',
        rule: rule.name,
        signal: rule.signal,
        latest: perTask ? { ...latest, tasks: tasksAt(latest, context) } : latest,
        target: rule.target,
        exact: wish.exact,
        want: wish.want,
        urgency,
        saturationFactor: factor > 1 ? factor : null,
      },
    ],
  };
};
