/** The same for rules that look ahead: what they ask for depends on what they know of the past. */
import type { Context, Direction } from './model.ts';
import type { AssureRule, ForecastRule } from './policy.ts';
import { assure } from './rules/assure.ts';
import { dataOf } from './rules/data.ts';
import { forecast } from './rules/forecast.ts';
import { isPerTask } from './rules/per-task.ts';

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** How much demand may grow, as the rule sees it now; `null` without data. */
const headroomNow = (rule: AssureRule, context: Context): number | null => {
  const data = dataOf(rule, context);
  if (data.kind !== 'usable') return null;
  const { reasons } = assure(rule, data.points, context);
  const assured = reasons.find(({ kind }) => kind === 'assured');
  return assured?.kind === 'assured' ? assured.headroomRatio : null;
};

/** What it says where there is no number to say it with. */
const promiseOf = ({ signal, limit, riskRatio }: AssureRule, direction: Direction): string => {
  const chance = `${number(100 * riskRatio)} % that ${signal} outgrows ${number(limit)} a task`;
  return direction === 'out'
    ? `a chance above ${chance}`
    : `a chance of at most ${chance} with one task fewer`;
};

export const assureThreshold = (
  rule: AssureRule,
  context: Context,
  direction: Direction,
): string | null => {
  const { desired, running } = context.view;
  const perTask = isPerTask(context.policy.signals[rule.signal]);
  const divisor = perTask ? running : 1;
  if (divisor === 0 || (direction === 'in' && desired === 0)) return null;
  const headroom = headroomNow(rule, context);
  if (headroom === null) return promiseOf(rule, direction);
  const over = perTask ? ` over ${running} running` : ' in all';
  const tasks = direction === 'out' ? desired : desired - 1;
  const value = number((rule.limit * tasks) / (headroom * divisor));
  const sense = direction === 'out' ? 'above' : 'at most';
  return `${rule.signal} ${sense} ${value}${over}, while demand may grow ×${number(headroom)}`;
};

/** It only ever raises the count; to lower it, it has to step aside. */
export const forecastThreshold = (
  rule: ForecastRule,
  { view: { desired } }: Context,
  direction: Direction,
): string | null => {
  if (direction === 'in' && desired === 0) return null;
  const load = number(rule.target * (direction === 'out' ? desired : desired - 1));
  const sense = direction === 'out' ? 'above' : 'of at most';
  return `a trusted forecast ${sense} ${load} ${rule.signal} in all`;
};

/** What the rule made of its forecast, beside its threshold. */
export const forecastNow = (rule: ForecastRule, context: Context): string => {
  const data = dataOf(rule, context);
  if (data.kind !== 'usable') return 'unknown now';
  for (const reason of forecast(rule, data.points, context).reasons) {
    if (reason.kind === 'foreseen') return `now at most ${number(reason.upper)}`;
    if (reason.kind === 'advised') return 'now not trusted';
  }
  return 'unknown now';
};
