/** How long the signals of rules may wait for all that hours of the past say of jumps. */
import type { Context, Point } from '../model.ts';
import type { Rule, TrackRule } from '../policy.ts';
import { latestOf, type Points } from '../rules/answer.ts';
import { dataOf } from '../rules/data.ts';
import { isPerTask } from '../rules/per-task.ts';
import { withTasks } from '../rules/tasks-at.ts';
import { eventsIn, jumpsIn, type Past, waitBetween, without } from './jumps.ts';
import { roomOf } from './outlook.ts';

/** A signal at its ceiling shows only part of what was asked for. */
const shown = ({ saturation }: TrackRule, value: number): number =>
  saturation !== null && value >= saturation.at ? value * saturation.factor : value;

/** What every single minute asked for; the rule itself evens strays out, and a jump with them. */
const demandIn = (rule: TrackRule, points: Points, context: Context): readonly Point[] => {
  const { target } = rule;
  const isTotal = !isPerTask(context.policy.signals[rule.signal]);
  if (isTotal) return points.map(({ atMs, value }) => ({ atMs, value: value / target }));
  return withTasks(points, context).map(({ atMs, value, tasks }) => ({
    atMs,
    value: (shown(rule, value) * tasks) / target,
  }));
};

/** CPU halves when tasks double, and demand stays; memory stays, and demand so counted doubles. The calmer one counts. */
const pastsOf = (rule: TrackRule, points: Points, context: Context): readonly Past[] => {
  const limit = context.view.desired * roomOf(rule);
  const demand = { points: demandIn(rule, points, context), limit };
  const isTotal = !isPerTask(context.policy.signals[rule.signal]);
  if (isTotal) return [demand];
  const values = points.map(({ atMs, value }) => ({ atMs, value: shown(rule, value) }));
  return [demand, { points: values, limit: rule.target * roomOf(rule) }];
};

type Record = { readonly jumps: readonly number[]; readonly minutes: number };

const minuteMs = 60_000;

/** `null`: nothing is known, or nothing is to be known. */
const recordOf = (rule: Rule, past: Context): Record | null => {
  const data = dataOf(rule, past);
  if (rule.kind !== 'track' || data.kind !== 'usable') return null;
  const { points } = data;
  const [calmest = []] = pastsOf(rule, points, past)
    .map(jumpsIn)
    .toSorted((one, other) => one.length - other.length);
  return { jumps: calmest, minutes: (latestOf(points).atMs - points[0].atMs) / minuteMs };
};

export type Asked = { readonly waits: readonly number[]; readonly riskRatio: number };

export type JumpWait = {
  /** For what it did that the ones before it did not show; endless where that is nothing. */
  readonly between: number;
  /** What so long a past without a jump would allow: less where little is known, `null` where nothing was counted. */
  readonly proven: number | null;
};

const unknown: JumpWait = {
  between: Number.POSITIVE_INFINITY,
  proven: null,
};

/** Rule by rule, as they are given, the one that leads first: whoever jumps together with it need not be read as often. */
export const jumpWaitsOf = (
  rules: readonly Rule[],
  past: Context,
  { waits, riskRatio }: Asked,
): readonly JumpWait[] => {
  const seen: number[] = [];
  return rules.map((rule) => {
    const record = recordOf(rule, past);
    if (record === null) return unknown;
    const { minutes } = record;
    const jumps = eventsIn(without(record.jumps, seen));
    seen.push(...record.jumps);
    const waitWith = (events: number): number =>
      waitBetween({ jumps: events, minutes }, waits, riskRatio);
    return { between: jumps === 0 ? unknown.between : waitWith(jumps), proven: waitWith(0) };
  });
};
