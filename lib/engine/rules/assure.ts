/**
 * `assure`: capacity by risk. The smallest count for which the chance of demand outgrowing it, before anything more
 * can be done, stays under the stated one. A calm service runs hot and cheap, a nervous one keeps headroom.
 */
import { type LoadSeries, minuteMs } from '../foresight/load-series.ts';
import { outgrowthSteps } from '../foresight/outgrowth.ts';
import type { Context, Point, Wish } from '../model.ts';
import { isNonEmpty, mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import type { AssureRule, Urgency } from '../policy.ts';
import { type Answer, latestOf, type Points, wholeTasks } from './answer.ts';
import { type Feared, fearedOver, leadMs } from './feared.ts';
import { loadPoints, minutesOf } from './load-ahead.ts';
import { unmeasuredNow } from './tasks-at.ts';

/** How far back it looks. */
export const assureSeconds: number = (outgrowthSteps * minuteMs) / 1000;

/**
 * A signal at its ceiling shows only part of the demand, so at least the stated multiple of it is feared. Not while
 * tasks are still starting: they may be the answer.
 */
const leastFeared = (
  { saturation }: AssureRule,
  load: number,
  value: number,
  { view }: Context,
): number =>
  saturation !== null && value >= saturation.at && view.running >= view.desired
    ? load * saturation.factor
    : 0;

const uncensored = (
  rule: AssureRule,
  moments: readonly Moment[],
  { load, value }: { readonly load: number; readonly value: number },
  context: Context,
): readonly Moment[] => {
  const least = leastFeared(rule, load, value, context);
  return moments.map((moment, index) =>
    index === moments.length - 1 ? { ...moment, limit: Math.max(moment.limit, least) } : moment,
  );
};

type Moment = Feared & { readonly atMs: number };

/**
 * The chance is counted up to the next tick's tasks, not to the end of a cooldown. With 180 s between two scale-outs a
 * load with nightly bursts was outgrown half as often again at the same task-hours.
 */
const urgencyOf = (want: number, { view }: Context): Urgency =>
  want > view.desired ? 'high' : 'low';

const momentsOf = (
  rule: AssureRule,
  loads: NonEmpty<Point>,
  load: LoadSeries,
  context: Context,
): readonly Moment[] => {
  // Minutes are named by their start, points of 20 s by their own; both end together.
  const lastStartMs = load.startMs + (load.values.length - 1) * load.stepMs;
  const offMs = latestOf(loads).atMs - lastStartMs;
  return fearedOver(rule, load, context).flatMap((feared, step): readonly Moment[] =>
    feared === null ? [] : [{ ...feared, atMs: load.startMs + step * load.stepMs + offMs }],
  );
};

/** Tasks that run unmeasured count as needed on the way in, and as idle on the way out. */
const wishesFor = (
  { limit: bearable }: AssureRule,
  moments: NonEmpty<Moment>,
  unmeasured: number,
  desired: number,
): NonEmpty<Wish> =>
  mapNonEmpty(moments, ({ atMs, limit }) => {
    const measured = limit / bearable;
    const exact = measured < desired ? Math.min(desired, measured + unmeasured) : measured;
    return { atMs, want: wholeTasks(exact), exact };
  });

export const assure = (rule: AssureRule, points: Points, context: Context): Answer => {
  const loads = loadPoints(rule.signal, points, context);
  const load = minutesOf(loads);
  const newest = { load: latestOf(loads).value, value: latestOf(points).value };
  const moments = uncensored(rule, momentsOf(rule, loads, load, context), newest, context);
  const { name, signal, limit, riskRatio } = rule;
  if (!isNonEmpty(moments)) return { opinion: { kind: 'hold', rule: name }, reasons: [] };
  const unmeasured = unmeasuredNow(points, context);
  const wishes = wishesFor(rule, moments, unmeasured, context.view.desired);
  const now = latestOf(moments);
  const { exact, want } = latestOf(wishes);
  const urgency = urgencyOf(want, context);
  return {
    opinion: { kind: 'want', rule: name, wishes, urgency, tolerant: false, surging: false },
    reasons: [
      {
        kind: 'assured',
        rule: name,
        signal,
        latest: latestOf(points),
        limit,
        riskRatio,
        leadSeconds: leadMs(rule, load, context) / 1000,
        headroomRatio: now.level > 0 ? now.limit / now.level : 1,
        basis: now.basis,
        unmeasured,
        exact,
        want,
        urgency,
      },
    ],
  };
};
