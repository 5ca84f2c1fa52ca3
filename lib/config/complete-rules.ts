/** Rules as the engine wants them: named, and with nothing left open. */
import type { Rule } from '#engine/policy.ts';
import type { RuleInput } from './rule-schema.ts';

/**
 * From 90 % on, a CPU reading hides the demand above it. A target that high itself would make every
 * reading on target look saturated, so then there is none.
 */
const cpuSaturation = { at: 90, factor: 1.5 } as const;

type TrackInput = Extract<RuleInput, { kind: 'track' }>;

type Tracked = Pick<TrackInput, 'signal' | 'target' | 'saturation'>;

const saturationOf = (rule: Tracked) => {
  if (rule.saturation !== undefined) return rule.saturation;
  return rule.signal === 'cpu' && rule.target < cpuSaturation.at ? cpuSaturation : null;
};

type AssureInput = Extract<RuleInput, { kind: 'assure' }>;

/** A limit is where CPU is meant to be now and then, so only what is surely hidden counts as more than was seen. */
const assuredSaturation = { at: 97, factor: 1.5 } as const;

const assuredSaturationOf = ({
  signal,
  limit,
  saturation,
}: Pick<AssureInput, 'signal' | 'limit' | 'saturation'>) => {
  if (saturation !== undefined) return saturation;
  return signal === 'cpu' && limit < assuredSaturation.at ? assuredSaturation : null;
};

/** A minute or so until tasks are at work, up to one until the next tick, and half a minute until they take their share. */
const usualTrend = {
  overSeconds: 240,
  leadSeconds: 140,
} as const;

const trendOf = ({ trend }: Pick<TrackInput, 'trend'>) => {
  if (trend === null) return null;
  return {
    overSeconds: trend?.over ?? usualTrend.overSeconds,
    leadSeconds: trend?.lead ?? usualTrend.leadSeconds,
  };
};

/** `track cpu`, then `track cpu 2`. */
const nameRules = (rules: readonly RuleInput[]): readonly string[] => {
  const taken = new Set(rules.flatMap(({ name }) => name ?? []));
  return rules.map((rule) => {
    if (rule.name !== undefined) return rule.name;
    // A load score is about several signals, so none of them names it.
    const base = rule.kind === 'load' ? rule.kind : `${rule.kind} ${rule.signal}`;
    let name = base;
    for (let count = 2; taken.has(name); count += 1) name = `${base} ${count}`;
    taken.add(name);
    return name;
  });
};

const completeRule = (input: RuleInput, name: string): Rule => {
  const { urgency: urgencyRatios, activation = null, ...rule } = input;
  const common = { name, activation, urgencyRatios };
  switch (rule.kind) {
    case 'track':
      return { ...rule, ...common, saturation: saturationOf(rule), trend: trendOf(rule) };
    case 'assure':
      return { ...rule, ...common, saturation: assuredSaturationOf(rule) };
    default:
      return { ...rule, ...common };
  }
};

export const completeRules = (rules: readonly RuleInput[]): readonly Rule[] => {
  const names = nameRules(rules);
  return rules.map((rule, index) => completeRule(rule, names[index] ?? rule.kind));
};

/** The same rules with another CPU target; `null` when none of them tracks CPU. */
export const withCpuTarget = (
  rules: readonly RuleInput[],
  target: number,
): readonly RuleInput[] | null => {
  const tracksCpu = (rule: RuleInput) => rule.kind === 'track' && rule.signal === 'cpu';
  if (!rules.some(tracksCpu)) return null;
  return rules.map((rule) => (tracksCpu(rule) ? { ...rule, target } : rule));
};
