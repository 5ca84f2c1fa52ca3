/** Step policies on one metric become one `step` rule: a ladder up and a ladder down, of which a value is on one rung. */
import type { MetricSource } from '#engine/policy.ts';
import type { RegisteredStep, StepAlarm, StepPolicy } from '#lib/registration.ts';
import { customSignal, nameFrom, type Plain, type RuleFragment, untranslated } from './fragment.ts';

type Readable = StepPolicy & { readonly alarm: StepAlarm };

const isReadable = (policy: StepPolicy): policy is Readable => 'threshold' in policy.alarm;

type Rung = { readonly from: number | null; readonly to: number | null; readonly adjust: Plain };

const adjustmentOf = ({ adjustment }: StepPolicy, amount: number): Plain => {
  switch (adjustment) {
    case 'ChangeInCapacity':
      return { add: amount };
    case 'PercentChangeInCapacity':
      return { percent: amount };
    case 'ExactCapacity':
      return { exactly: amount };
    default:
      return adjustment satisfies never;
  }
};

/** On the alarm's own side of its threshold a missing bound is open-ended, on the other the threshold is one. */
const rungOf = (policy: Readable, { lower, upper, amount }: RegisteredStep): Rung => {
  const { threshold, isBelow } = policy.alarm;
  const end = (distance: number | null, isOpen: boolean): number | null => {
    if (distance !== null) return threshold + distance;
    return isOpen ? null : threshold;
  };
  return {
    from: end(lower, isBelow),
    to: end(upper, !isBelow),
    adjust: adjustmentOf(policy, amount),
  };
};

const least = Number.NEGATIVE_INFINITY;

const ladderOf = (policies: readonly Readable[]): readonly Rung[] =>
  policies
    .flatMap((policy) => policy.steps.map((step) => rungOf(policy, step)))
    .toSorted((a, b) => (a.from ?? least) - (b.from ?? least));

const overlaps = (rungs: readonly Rung[]): boolean =>
  rungs.some(({ from }, index) => {
    const before = rungs[index - 1];
    return before !== undefined && (before.to === null || from === null || from < before.to);
  });

const ownMetrics: Readonly<Record<string, string>> = {
  CPUUtilization: 'cpu',
  MemoryUtilization: 'memory',
};

const signalOf = (name: string, source: MetricSource): string => {
  const { namespace, metric, statistic } = source;
  const isOwn = namespace === 'AWS/ECS' && statistic === 'Average';
  return (isOwn ? ownMetrics[metric] : undefined) ?? name;
};

const identityOf = ({ alarm: { source } }: Readable): string =>
  JSON.stringify([source.namespace, source.metric, source.statistic, source.dimensions]);

const notesOf = (policies: readonly Readable[]): readonly string[] => {
  const periods = policies.filter(({ alarm }) => alarm.periodSeconds !== 60);
  const magnitudes = policies.filter(({ minMagnitude }) => minMagnitude !== null);
  const evaluations = new Set(policies.map(({ alarm }) => `${alarm.breaching} of ${alarm.of}`));
  return [
    ...policies.map(
      ({ name, alarm }) =>
        `${name}: step scaling, triggered by the alarm ${alarm.name} at ${alarm.threshold}`,
    ),
    ...periods.map(
      ({ alarm }) =>
        `${alarm.name} looks at periods of ${alarm.periodSeconds} s; Flyball looks at every minute`,
    ),
    ...magnitudes.map(
      ({ name, minMagnitude }) =>
        `${name} moves by ${minMagnitude} at least; a percent step here moves by one at least`,
    ),
    ...(evaluations.size > 1
      ? [
          `the alarms evaluate ${[...evaluations].join(' and ')} points; one rule has one, the quickest, and stabilize makes scale-in wait`,
        ]
      : []),
  ];
};

const evaluationOf = (policies: readonly Readable[]): Plain => {
  const quickest = policies.reduce((a, b) => (b.alarm.breaching < a.alarm.breaching ? b : a));
  const { breaching, of } = quickest.alarm;
  return of === 1 ? {} : { evaluate: { breaching, of } };
};

const ruleOf = (policies: readonly [Readable, ...Readable[]]): RuleFragment => {
  const [first] = policies;
  const { source } = first.alarm;
  const notes = notesOf(policies);
  const rungs = ladderOf(policies);
  if (rungs.length === 0) return untranslated(...notes, 'left out, because it has no steps');
  if (overlaps(rungs)) {
    return untranslated(...notes, 'left out, because its steps overlap: one value, two answers');
  }
  const signal = signalOf(nameFrom(first.name), source);
  const isBuiltIn = Object.values(ownMetrics).includes(signal);
  const steps = rungs.map(({ from, to, adjust }) => ({
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...adjust,
  }));
  return {
    notes,
    rule: { kind: 'step', signal, steps, ...evaluationOf(policies) },
    signals: isBuiltIn ? {} : { [signal]: customSignal(source, 'service') },
  };
};

export const stepRules = (policies: readonly StepPolicy[]): readonly RuleFragment[] => {
  const unreadable = policies.flatMap(({ name, alarm }) =>
    'unreadable' in alarm
      ? [untranslated(`${name}: step scaling, left out: ${alarm.unreadable}`)]
      : [],
  );
  const byMetric = [...Map.groupBy(policies.filter(isReadable), identityOf).values()];
  return [
    ...byMetric.flatMap(([first, ...others]) =>
      first === undefined ? [] : [ruleOf([first, ...others])],
    ),
    ...unreadable,
  ];
};
