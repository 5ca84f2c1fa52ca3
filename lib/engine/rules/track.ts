/**
 * `track`: hold a signal at its target.
 * Demand is counted in tasks, `value × tasks ÷ target`, with the tasks that the value was measured over.
 * So tasks that are still starting dilute the average and raise the count alike, and cause no second scale-out.
 */
import type { Context, Point, Wish } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import type { SignalDefinition, TrackRule } from '../policy.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, type Points, wholeTasks } from './answer.ts';
import { type Measured, ranAt, withTasks } from './tasks-at.ts';

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
const unmeasuredAt = (point: Measured, latest: Measured, context: Context): number => {
  const missingNow = Math.max(0, context.view.running - latest.counted);
  const missingThen = Math.max(0, ranAt(point.atMs, context) - point.counted);
  return Math.min(missingNow, missingThen);
};

/** What a point comes to in tasks, those counted in that run without being measured. */
type Demand = {
  readonly point: Point;
  readonly exact: number;
  readonly factor: number;
  readonly unmeasured: number;
};

const demandOf = (rule: TrackRule, load: number, point: Point, context: Context): Demand => {
  const factor = saturationFactor(rule, point, context);
  return { point, exact: Math.max(0, (load / rule.target) * factor), factor, unmeasured: 0 };
};

const demandsOf = (rule: TrackRule, points: Points, context: Context): NonEmpty<Demand> => {
  if (!isPerTask(context.policy.signals[rule.signal])) {
    return mapNonEmpty(points, (point) => demandOf(rule, point.value, point, context));
  }
  const { desired } = context.view;
  const measured = withTasks(points, context);
  const latest = latestOf(measured);
  return mapNonEmpty(measured, (each) => {
    const { atMs, value, tasks } = each;
    const demand = demandOf(rule, value * tasks, { atMs, value, tasks }, context);
    const unmeasured = demand.exact < desired ? unmeasuredAt(each, latest, context) : 0;
    return { ...demand, exact: withUnmeasured(demand.exact, unmeasured, desired), unmeasured };
  });
};

const wishFor = ({ point, exact }: Demand): Wish => ({
  atMs: point.atMs,
  exact,
  want: wholeTasks(exact),
});

export const track = (rule: TrackRule, points: Points, context: Context): Answer => {
  const demands = demandsOf(rule, points, context);
  const wishes = mapNonEmpty(demands, wishFor);
  const { point, factor, unmeasured } = latestOf(demands);
  const wish = latestOf(wishes);
  const isSaturated = factor > 1;
  const urgency = isSaturated ? 'high' : urgencyOf(wish, context.view.desired, rule.urgencyRatios);
  return {
    opinion: { kind: 'want', rule: rule.name, wishes, urgency, tolerant: true, surging: false },
    reasons: [
      {
        kind: 'wish',
        rule: rule.name,
        signal: rule.signal,
        latest: point,
        target: rule.target,
        exact: wish.exact,
        want: wish.want,
        urgency,
        saturationFactor: isSaturated ? factor : null,
        unmeasured,
      },
    ],
  };
};
