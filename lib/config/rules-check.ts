/** Rules whose numbers cannot work together. */
import type { Rule } from '#engine/policy.ts';
import type { Problem } from './problem.ts';
import type { ItemPath } from './used-signals.ts';

const percentSignals: ReadonlySet<string> = new Set(['cpu', 'memory']);

/** What one task is to carry, by whatever name the rule calls it. */
type Goal = {
  readonly field: 'target' | 'limit';
  readonly value: number;
  readonly such: string;
};

const goalOf = (rule: Rule): Goal | null => {
  switch (rule.kind) {
    case 'track':
    case 'forecast':
      return {
        field: 'target',
        value: rule.target,
        such: 'what one task should run at, such as 60',
      };
    case 'assure':
      return { field: 'limit', value: rule.limit, such: 'what one task can bear, such as 90' };
    default:
      return null;
  }
};

const goalProblems = (rule: Rule, path: string, goal: Goal): readonly Problem[] => {
  if (!percentSignals.has(rule.signal) || goal.value <= 100) return [];
  const message = `must be at most 100, since ${rule.signal} is in percent; lower it to ${goal.such}`;
  return [{ path, value: String(goal.value), message }];
};

/** Saturated below its own goal, a service would grow while it is there. */
const saturationProblems = (rule: Rule, path: string, goal: Goal): readonly Problem[] => {
  if (!('saturation' in rule) || rule.saturation === null) return [];
  if (rule.saturation.at > goal.value) return [];
  const message = `must be above the ${goal.field} ${goal.value}; raise it, or write saturation: false`;
  return [{ path, value: String(rule.saturation.at), message }];
};

/** A forecast is made in steps of five minutes to two hours; a hold that ends before the lead holds nothing. */
const holdProblems = (rule: Rule, path: string): readonly Problem[] => {
  if (rule.kind !== 'forecast' || rule.holdSeconds === 0) return [];
  if (rule.holdSeconds >= rule.leadSeconds) return [];
  const message = `must be at least the lead of ${rule.leadSeconds} s, or 0s to hold nothing; raise it`;
  return [{ path, value: `${rule.holdSeconds}s`, message }];
};

/** What workers do is counted by the messages that they delete, and only a queue has any. */
const paceProblems = (rule: Rule, path: string): readonly Problem[] => {
  if (rule.kind !== 'backlog' || rule.learn === null || rule.signal === 'queueDepth') return [];
  const message = `is measured on a queue, but ${rule.signal} is none; go by queueDepth, or say the number`;
  return [{ path, value: 'learnt', message }];
};

export const ruleProblems = (rules: readonly Rule[], rulePath: ItemPath): readonly Problem[] =>
  rules.flatMap((rule, index) => {
    const goal = goalOf(rule);
    return [
      ...(goal === null ? [] : goalProblems(rule, rulePath(index, goal.field), goal)),
      ...(goal === null ? [] : saturationProblems(rule, rulePath(index, 'saturation.at'), goal)),
      ...holdProblems(rule, rulePath(index, 'hold')),
      ...paceProblems(rule, rulePath(index, 'jobsPerTaskPerMinute')),
    ];
  });
