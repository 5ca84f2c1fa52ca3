/** What is turned on a policy to trade tasks for safety: the risk it assures, else the CPU target that it tracks. */
import type { Policy, Rule } from '#engine/policy.ts';
import { knobsAround } from './contestants.ts';

export type Knob = {
  readonly knobs: readonly number[];
  /** Where it stands; one of `knobs`. */
  readonly usual: number;
  readonly turned: (place: number) => Policy;
};

type Tracking = Extract<Rule, { kind: 'track' }>;
type Assuring = Extract<Rule, { kind: 'assure' }>;

const isCpuTarget = (rule: Rule): rule is Tracking =>
  rule.kind === 'track' && rule.signal === 'cpu';

const isAssuring = (rule: Rule): rule is Assuring => rule.kind === 'assure';

/** `null`: the policy tracks no CPU. */
export const cpuTargetOf = ({ rules }: Policy): number | null =>
  rules.find(isCpuTarget)?.target ?? null;

const risksPercent = [50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02] as const;

/** 0.005 × 100 is 0.5, but 0.0007 × 100 is 0.06999999999999999. */
const inPercent = (ratio: number): number => Math.round(ratio * 1e6) / 1e4;

const withRules = (policy: Policy, change: (rule: Rule) => Rule): Policy => ({
  ...policy,
  rules: policy.rules.map(change),
});

const riskKnob = (policy: Policy, { riskRatio }: Assuring): Knob => {
  const usual = inPercent(riskRatio);
  return {
    knobs: [...new Set([...risksPercent, usual])].toSorted((one, other) => one - other),
    usual,
    turned: (percent) =>
      withRules(policy, (rule) =>
        isAssuring(rule) ? { ...rule, riskRatio: percent / 100 } : rule,
      ),
  };
};

const targetKnob = (policy: Policy, usual: number): Knob => ({
  knobs: knobsAround(usual),
  usual,
  turned: (target) => withRules(policy, (rule) => (isCpuTarget(rule) ? { ...rule, target } : rule)),
});

/** Of a policy with neither there is nothing to turn, and its knob stands at 0. */
export const knobOf = (policy: Policy): Knob => {
  const assuring = policy.rules.find(isAssuring);
  if (assuring !== undefined) return riskKnob(policy, assuring);
  const target = cpuTargetOf(policy);
  return target === null
    ? { knobs: [0], usual: 0, turned: () => policy }
    : targetKnob(policy, target);
};
