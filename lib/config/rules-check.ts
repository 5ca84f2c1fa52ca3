/** Rules whose numbers cannot work together. */
import type { Rule } from '#engine/policy.ts';
import type { Problem } from './problem.ts';
import type { ItemPath } from './used-signals.ts';

const percentSignals: ReadonlySet<string> = new Set(['cpu', 'memory']);

const targetProblems = (rule: Rule, path: string): readonly Problem[] => {
  if (rule.kind !== 'track' || !percentSignals.has(rule.signal) || rule.target <= 100) return [];
  const message = `must be at most 100, since ${rule.signal} is in percent; lower it to what one task should run at, such as 60`;
  return [{ path, value: String(rule.target), message }];
};

/** Saturated below its own target, a service would grow while it is on target. */
const saturationProblems = (rule: Rule, path: string): readonly Problem[] => {
  if (rule.kind !== 'track' || rule.saturation === null) return [];
  if (rule.saturation.at > rule.target) return [];
  const message = `must be above the target ${rule.target}; raise it, or write saturation: false`;
  return [{ path, value: String(rule.saturation.at), message }];
};

export const ruleProblems = (rules: readonly Rule[], rulePath: ItemPath): readonly Problem[] =>
  rules.flatMap((rule, index) => [
    ...targetProblems(rule, rulePath(index, 'target')),
    ...saturationProblems(rule, rulePath(index, 'saturation.at')),
  ]);
