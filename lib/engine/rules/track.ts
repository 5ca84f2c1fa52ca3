/**
 * `track`: hold a signal at its target.
 * Demand is counted in tasks, `value × tasks ÷ target`, with the tasks that the value was measured over.
 * So tasks that are still starting dilute the average and raise the count alike, and cause no second scale-out.
 */
import type { Context, Point, Wish } from '../model.ts';
import type { SignalDefinition, TrackRule } from '../policy.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, type Points, wholeTasks, wishesOf } from './answer.ts';
import { ranAt, withTasks } from './tasks-at.ts';

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

/**
 * A signal at its ceiling shows only part of the demand, so what it shows is multiplied. Not while tasks are still
 * starting: they may be the answer already.
 */
const saturationFactor = (rule: TrackRule, point: Point, { view }: Context): number =>
  rule.saturation !== null && point.value >= rule.saturation.at && view.running >= view.desired
    ? rule.saturation.factor
    : 1;

/**
 * Tasks that ran and were not measured count as on target on the way in, as HPA counts pods without metrics. On
 * the way out they count as idle, which a sum over the measured tasks does by itself. Never more than is there now:
 * what is missing must not turn a wish for less into one for more.
 */
const withUnmeasured = (exact: number, unmeasured: number, desired: number): number =>
  exact < desired ? Math.min(desired, exact + unmeasured) : exact;

/** Only tasks that are missing to this day: those that started since were not there to be measured at older moments. */
const unmeasuredAt = (point: Point, latest: Point, context: Context): number => {
  if (point.tasks === undefined || latest.tasks === undefined) return 0;
  const missingNow = Math.max(0, context.view.running - latest.tasks);
  return Math.min(missingNow, Math.max(0, ranAt(point.atMs, context) - point.tasks));
};

/** A total signal's points count once, whatever the metric's own samples were. */
const asTotal = ({ atMs, value }: Point): Point => ({ atMs, value });

type Demand = { readonly exact: number; readonly unmeasured: number };

const demandOf = (rule: TrackRule, point: Point, latest: Point, context: Context): Demand => {
  const factor = saturationFactor(rule, point, context);
  const exact = Math.max(0, ((point.value * (point.tasks ?? 1)) / rule.target) * factor);
  const unmeasured = unmeasuredAt(point, latest, context);
  return { exact: withUnmeasured(exact, unmeasured, context.view.desired), unmeasured };
};

export const track = (rule: TrackRule, points: Points, context: Context): Answer => {
  const perTask = isPerTask(context.policy.signals[rule.signal]);
  const measured = perTask ? withTasks(points, context) : points.map(asTotal);
  const latest = measured.at(-1) ?? latestOf(points);
  const wishes = wishesOf(points, (point, index): Wish => {
    const { exact } = demandOf(rule, measured[index] ?? point, latest, context);
    return { atMs: point.atMs, exact, want: wholeTasks(exact) };
  });
  const wish = latestOf(wishes);
  const factor = saturationFactor(rule, latest, context);
  const isOut = wish.want > context.view.desired;
  const urgency =
    isOut && factor > 1 ? 'high' : urgencyOf(wish, context.view.desired, rule.urgencyRatios);
  return {
    opinion: { kind: 'want', rule: rule.name, wishes, urgency, tolerant: true, surging: false },
    reasons: [
      {
        kind: 'wish',
        rule: rule.name,
        signal: rule.signal,
        latest,
        target: rule.target,
        exact: wish.exact,
        want: wish.want,
        urgency,
        saturationFactor: factor > 1 ? factor : null,
        unmeasured: isOut ? 0 : demandOf(rule, latest, latest, context).unmeasured,
      },
    ],
  };
};
