/**
 * `track`: hold a signal at its target.
 * Demand is counted in tasks, `value × tasks ÷ target`, with the tasks that the value was measured over.
 * So tasks that are still starting dilute the average and raise the count alike, and cause no second scale-out.
 */
import type { Context, Point, Wish } from '../model.ts';
import type { SignalDefinition, TrackRule } from '../policy.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, type Points, wholeTasks, wishesOf } from './answer.ts';
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

/**
 * Tasks that ran and were not measured count as on target on the way in, as HPA counts pods without metrics. On
 * the way out they count as idle, which a sum over the measured tasks does by itself. Never more than is there now:
 * what is missing must not turn a wish for less into one for more.
 */
const withUnmeasured = (exact: number, point: Point, context: Context): number => {
  const { desired, running } = context.view;
  if (point.tasks === undefined || exact >= desired) return exact;
  const ran = Math.min(running, tasksAt({ atMs: point.atMs, value: 0 }, context));
  const unmeasured = Math.max(0, ran - point.tasks);
  return Math.min(desired, exact + unmeasured);
};

export const track = (rule: TrackRule, points: Points, context: Context): Answer => {
  const perTask = isPerTask(context.policy.signals[rule.signal]);
  const toWish = (point: Point): Wish => {
    const load = point.value * (perTask ? tasksAt(point, context) : 1);
    const measured = Math.max(0, (load / rule.target) * saturationFactor(rule, point));
    const exact = perTask ? withUnmeasured(measured, point, context) : measured;
    return { atMs: point.atMs, exact, want: wholeTasks(exact) };
  };
  const wishes = wishesOf(points, toWish);
  const latest = latestOf(points);
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
