/** At which value of its signal a rule would ask for another task, or could do with one fewer, in words. */
import type { Context, Direction } from './model.ts';
import type { Rule, Rung, StepRule, TrackRule } from './policy.ts';
import { latestOf } from './rules/answer.ts';
import { dataOf } from './rules/data.ts';
import { perTaskOf } from './rules/pace.ts';
import { isPerTask } from './rules/per-task.ts';
import { assureThreshold, forecastNow, forecastThreshold } from './threshold-ahead.ts';

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** Where a signal is saturated before it exceeds what would take another task, that is enough. */
const saturatesBefore = (value: number, { saturation }: TrackRule, { view }: Context): boolean =>
  saturation !== null &&
  view.running >= view.desired &&
  saturation.at < value &&
  saturation.at * saturation.factor > value;

const trackThreshold = (rule: TrackRule, context: Context, direction: Direction): string | null => {
  const { desired, running } = context.view;
  const { out, in: inwards } = context.policy.toleranceRatio;
  const perTask = isPerTask(context.policy.signals[rule.signal]);
  const divisor = perTask ? running : 1;
  if (divisor === 0 || (direction === 'in' && desired === 0)) return null;
  const over = perTask ? ` over ${running} running` : ' in all';
  if (direction === 'out') {
    const value = (rule.target * desired * (1 + out)) / divisor;
    return rule.saturation !== null && saturatesBefore(value, rule, context)
      ? `${rule.signal} from ${number(rule.saturation.at)}${over}, where it is saturated`
      : `${rule.signal} above ${number(value)}${over}`;
  }
  const value = (rule.target * Math.min(desired - 1, desired * (1 - inwards))) / divisor;
  return `${rule.signal} below ${number(value)}${over}`;
};

const isToward = ({ adjust }: Rung, desired: number, direction: Direction): boolean => {
  const change =
    adjust.kind === 'exactly'
      ? adjust.tasks - desired
      : adjust.kind === 'add'
        ? adjust.tasks
        : adjust.percent;
  return direction === 'out' ? change > 0 : change < 0;
};

const rungRange = ({ from, to }: Rung, signal: string): string => {
  if (from === null) return `${signal} below ${number(to ?? 0)}`;
  return to === null
    ? `${signal} from ${number(from)}`
    : `${signal} from ${number(from)} to below ${number(to)}`;
};

const stepThreshold = (rule: StepRule, desired: number, direction: Direction): string | null => {
  const rungs = rule.rungs.filter((rung) => isToward(rung, desired, direction));
  if (rungs.length === 0) return null;
  const { breaching, of } = rule.evaluate;
  const often = of === 1 ? '' : `, ${breaching} of ${of} times`;
  return `${rungs.map((rung) => rungRange(rung, rule.signal)).join(', or ')}${often}`;
};

const thresholdOf = (rule: Rule, context: Context, direction: Direction): string | null => {
  const { desired } = context.view;
  switch (rule.kind) {
    case 'track':
      return trackThreshold(rule, context, direction);
    case 'backlog':
      if (direction === 'out')
        return `${rule.signal} above ${number(perTaskOf(rule, context) * desired)}`;
      return desired === 0
        ? null
        : `${rule.signal} at most ${number(perTaskOf(rule, context) * (desired - 1))}`;
    case 'step':
      return stepThreshold(rule, desired, direction);
    case 'load':
      return direction === 'out'
        ? `the load score above ${number(rule.outAbove)}${rule.gate === null ? '' : ` with ${rule.gate.signal} above ${number(rule.gate.above)}`}`
        : `the load score below ${number(rule.inBelow)} for ${rule.inAfterSeconds} s`;
    case 'surge':
      return direction === 'out'
        ? `${rule.signal} at ${number(rule.factor)} times what it was within ${rule.withinSeconds} s`
        : null;
    case 'assure':
      return assureThreshold(rule, context, direction);
    case 'forecast':
      return forecastThreshold(rule, context, direction);
    default:
      return rule satisfies never;
  }
};

/** How far away it is. */
const nowOf = (rule: Rule, context: Context): string => {
  if (rule.kind === 'forecast') return forecastNow(rule, context);
  const data = dataOf(rule, context);
  return data.kind === 'usable' ? `now ${number(latestOf(data.points).value)}` : 'unknown now';
};

export const conditionFor = (rule: Rule, context: Context, direction: Direction): string | null => {
  const threshold = thresholdOf(rule, context, direction);
  return threshold === null ? null : `${rule.name}: ${threshold} (${nowOf(rule, context)})`;
};
