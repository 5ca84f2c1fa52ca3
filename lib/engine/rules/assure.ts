/**
 * `assure`: capacity by risk. The smallest count for which the chance of demand outgrowing it, before anything more
 * can be done, stays under the stated one. A calm service runs hot and cheap, a nervous one keeps headroom.
 */
import { type LoadSeries, minuteMs } from '../foresight/load-series.ts';
import { type Outgrowth, outgrowthSteps, outgrowths } from '../foresight/outgrowth.ts';
import { levelSteps } from '../foresight/volatility.ts';
import type { Context, Point, Wish } from '../model.ts';
import { isNonEmpty, mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import type { AssureRule, Urgency } from '../policy.ts';
import type { Assurance } from '../reason.ts';
import { type Answer, latestOf, type Points, wholeTasks } from './answer.ts';
import { loadPoints, minutesOf } from './load-ahead.ts';
import { unmeasuredNow } from './tasks-at.ts';

/** How far back it looks. */
export const assureSeconds: number = (outgrowthSteps * minuteMs) / 1000;

/** What demand may come to within the lead, and how that is known. */
type Feared = { readonly limit: number; readonly level: number; readonly basis: Assurance };

/** From the end of what was measured to when the tasks of the next tick are at work. */
const leadMs = ({ leadSeconds }: AssureRule, load: LoadSeries, { nowMs }: Context): number => {
  const endMs = load.startMs + load.values.length * load.stepMs;
  return Math.max(0, nowMs - endMs) + leadSeconds * 1000;
};

const learnt = ({ limit, level, ...answer }: Outgrowth): Feared => ({
  limit,
  level,
  basis: { kind: 'learnt', ...answer },
});

/** The highest of the last minutes, and a stated multiple of it: a day is the least that says how a service grows. */
const unlearnt = (
  { unlearntFactor: factor }: AssureRule,
  { values }: LoadSeries,
  observedHours: number,
): readonly (Feared | null)[] =>
  Array.from(values, (_, step) => {
    const lately = values.subarray(Math.max(0, step + 1 - levelSteps), step + 1);
    const known = lately.filter((load) => !Number.isNaN(load));
    if (known.length === 0) return null;
    const level = Math.max(...known);
    return { limit: level * factor, level, basis: { kind: 'unlearnt', observedHours, factor } };
  });

const fearedOver = (
  rule: AssureRule,
  load: LoadSeries,
  context: Context,
): readonly (Feared | null)[] => {
  const envelope = context.foresights[rule.signal]?.envelope;
  if (envelope?.kind !== 'envelope') return unlearnt(rule, load, envelope?.observedHours ?? 0);
  const asked = { aheadMs: leadMs(rule, load, context), riskRatio: rule.riskRatio };
  return outgrowths(envelope, load, asked).map((one) => (one === null ? null : learnt(one)));
};

/** A signal at its ceiling shows only part of the demand. Not while tasks are still starting: they may be the answer. */
const uncensored = (
  { saturation }: AssureRule,
  loads: NonEmpty<Point>,
  points: Points,
  { view }: Context,
): NonEmpty<Point> => {
  if (saturation === null || view.running < view.desired) return loads;
  return mapNonEmpty(loads, (load, index) =>
    (points[index]?.value ?? 0) >= saturation.at
      ? { ...load, value: load.value * saturation.factor }
      : load,
  );
};

type Moment = Feared & { readonly atMs: number };

/**
 * The chance is counted up to the next tick's tasks, not to the end of a cooldown. With 180 s between two scale-outs a
 * load with nightly bursts was outgrown half as often again at the same task-hours.
 */
const urgencyOf = (want: number, { view }: Context): Urgency =>
  want > view.desired ? 'high' : 'low';

export const assure = (rule: AssureRule, points: Points, context: Context): Answer => {
  const loads = uncensored(rule, loadPoints(rule.signal, points, context), points, context);
  const load = minutesOf(loads);
  const newest = latestOf(loads);
  const offMs = newest.atMs - (load.startMs + (load.values.length - 1) * minuteMs);
  const moments = fearedOver(rule, load, context).flatMap((feared, step): readonly Moment[] =>
    feared === null ? [] : [{ ...feared, atMs: load.startMs + step * minuteMs + offMs }],
  );
  if (!isNonEmpty(moments)) return { opinion: { kind: 'hold', rule: rule.name }, reasons: [] };
  const unmeasured = unmeasuredNow(points, context);
  const { desired } = context.view;
  const wishes = mapNonEmpty(moments, ({ atMs, limit }): Wish => {
    const measured = limit / rule.limit;
    const exact = measured < desired ? Math.min(desired, measured + unmeasured) : measured;
    return { atMs, exact, want: wholeTasks(exact) };
  });
  const now = latestOf(moments);
  const { exact, want } = latestOf(wishes);
  const urgency = urgencyOf(want, context);
  return {
    opinion: { kind: 'want', rule: rule.name, wishes, urgency, tolerant: false, surging: false },
    reasons: [
      {
        kind: 'assured',
        rule: rule.name,
        signal: rule.signal,
        latest: latestOf(points),
        limit: rule.limit,
        riskRatio: rule.riskRatio,
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
