/**
 * `track`: hold a signal at its target.
 * Demand is counted in tasks, `value × tasks ÷ target`, with the tasks that the value was measured over.
 * So tasks that are still starting dilute the average and raise the count alike, and cause no second scale-out.
 */
import type { Context, Point, Wish } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import type { TrackRule } from '../policy.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, type Points, wholeTasks } from './answer.ts';
import { type Noise, noiseOf, steadied } from './noise.ts';
import { isPerTask } from './per-task.ts';
import { type Measured, unmeasuredAt, withTasks } from './tasks-at.ts';
import { type Course, courseOf, fresherMs, steadyThird } from './third.ts';
import { growthAhead } from './trend.ts';

/**
 * A signal at its ceiling shows only part of the demand, so what it shows is multiplied. Not while tasks are still
 * starting: they may be the answer already.
 */
const saturationFactor = ({ saturation }: TrackRule, value: number, { view }: Context): number =>
  saturation !== null && value >= saturation.at && view.running >= view.desired
    ? saturation.factor
    : 1;

const wishFor = (atMs: number, exact: number): Wish => ({ atMs, want: wholeTasks(exact), exact });

/** What the signal comes to in tasks, moment by moment, and how the newest of them came about. */
type Demand = {
  readonly wishes: NonEmpty<Wish>;
  readonly latest: Point;
  readonly unmeasured: number;
};

const demandOfTotal = (rule: TrackRule, points: Points, context: Context): Demand => ({
  wishes: mapNonEmpty(points, ({ atMs, value }) => {
    const factor = saturationFactor(rule, value, context);
    return wishFor(atMs, Math.max(0, (value / rule.target) * factor));
  }),
  latest: latestOf(points),
  unmeasured: 0,
});

/**
 * Tasks that ran and were not measured count as on target on the way in, as HPA counts pods without metrics. On
 * the way out they count as idle, which a sum over the measured tasks does by itself. Never more than is there now:
 * what is missing must not turn a wish for less into one for more.
 */
const demandOfAverage = (rule: TrackRule, points: Points, context: Context): Demand => {
  const { desired, running } = context.view;
  const measured = withTasks(points, context);
  const latest = latestOf(measured);
  const missingNow = Math.max(0, running - latest.counted);
  const measuredDemand = ({ value, tasks }: Measured): number =>
    Math.max(0, ((value * tasks) / rule.target) * saturationFactor(rule, value, context));
  const wishes = mapNonEmpty(measured, (point) => {
    const exact = measuredDemand(point);
    if (exact >= desired) return wishFor(point.atMs, exact);
    return wishFor(point.atMs, Math.min(desired, exact + unmeasuredAt(point, missingNow, context)));
  });
  const { atMs, value, tasks } = latest;
  const isInwards = measuredDemand(latest) < desired;
  const unmeasured = isInwards ? unmeasuredAt(latest, missingNow, context) : 0;
  return { wishes, latest: { atMs, value, tasks }, unmeasured };
};

type Series = { readonly points: Points; readonly hasThird: boolean };

const minutesOf = ({ points, hasThird }: Series): readonly Point[] =>
  hasThird ? points.slice(0, -1) : points;

type Foreseen = {
  readonly wishes: NonEmpty<Wish>;
  readonly growth: number;
  /** What the newest point alone came to, where that was evened out. */
  readonly steadiedFrom: number | null;
};

/** The step at which a signal saturates is in the factor and not in the load: nothing strays or goes on rising by it. */
const asShown = (rule: TrackRule, wishes: NonEmpty<Wish>, points: Points, context: Context) => {
  const { saturation } = rule;
  if (saturation === null || points.every(({ value }) => value < saturation.at)) return wishes;
  return mapNonEmpty(wishes, (wish, index) => {
    const factor = saturationFactor(rule, points[index]?.value ?? 0, context);
    return factor === 1 ? wish : wishFor(wish.atMs, wish.exact / factor);
  });
};

/** No burst lasts this long at the ceiling: the tasks are overrun, however uneven demand has been. */
const overrunPoints = 3;

const isOverrun = ({ saturation }: TrackRule, points: readonly Point[]): boolean =>
  saturation !== null &&
  points.length >= overrunPoints &&
  points.slice(-overrunPoints).every(({ value }) => value >= saturation.at);

/** What was measured, without the accidents of single minutes and with the growth until new tasks can help. */
const foreseen = (
  rule: TrackRule,
  measured: NonEmpty<Wish>,
  { points, hasThird }: Series,
  context: Context,
): Foreseen => {
  const asMeasured = { wishes: measured, growth: 0, steadiedFrom: null };
  const { trend } = rule;
  if (!rule.steady && trend === null) return asMeasured;
  const shown = courseOf(asShown(rule, measured, points, context), hasThird).minutes;
  const noise = noiseOf(shown);
  if (noise === null) return asMeasured;
  const { minutes, third } = courseOf(measured, hasThird);
  const knownMs = context.nowMs - fresherMs(third, latestOf(shown));
  const growth = trend === null ? 0 : growthAhead(shown, trend, noise.deviation, knownMs);
  const isWild = noise.isWild && !isOverrun(rule, minutesOf({ points, hasThird }));
  const steady = steadiedCourse(rule, { minutes, third }, { ...noise, isWild });
  const newest = latestOf(steady);
  const { exact } = latestOf(measured);
  const wishes =
    growth === 0
      ? steady
      : mapNonEmpty(steady, (wish) =>
          wish === newest ? wishFor(wish.atMs, wish.exact + growth) : wish,
        );
  return { wishes, growth, steadiedFrom: newest.exact === exact ? null : exact };
};

/** Where bursts are usual, twenty seconds more or less are no news. */
const steadiedCourse = (
  { steady }: TrackRule,
  { minutes, third }: Course,
  noise: Noise,
): NonEmpty<Wish> => {
  if (!steady) return third === null ? minutes : [...minutes, third];
  const even = steadied(minutes, noise);
  if (third === null || noise.isWild) return even;
  return [...even, steadyThird(third, latestOf(minutes), noise)];
};

/** Minutes, and the newest 20 seconds behind them where those are known. */
const seriesOf = ({ signal }: TrackRule, minutes: Points, { readings }: Context): Series => {
  const reading = readings[signal];
  const newest = reading?.kind === 'series' ? reading.newest : undefined;
  return newest === undefined || !Number.isFinite(newest.value)
    ? { points: minutes, hasThird: false }
    : { points: [...minutes, newest], hasThird: true };
};

export const track = (rule: TrackRule, minutes: Points, context: Context): Answer => {
  const series = seriesOf(rule, minutes, context);
  const demandOf = isPerTask(context.policy.signals[rule.signal]) ? demandOfAverage : demandOfTotal;
  const { wishes: measured, latest, unmeasured } = demandOf(rule, series.points, context);
  const factor = saturationFactor(rule, latest.value, context);
  const isSaturated = factor > 1;
  const { wishes, growth, steadiedFrom } = foreseen(rule, measured, series, context);
  const wish = latestOf(wishes);
  const urgency = isSaturated ? 'high' : urgencyOf(wish, context.view.desired, rule.urgencyRatios);
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
        saturationFactor: isSaturated ? factor : null,
        unmeasured,
        growth,
        steadiedFrom,
      },
    ],
  };
};
