/** Step scaling policies, each with the alarm that triggers it. */
import type { ScalingPolicy, StepAdjustment } from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { RegisteredPolicy, RegisteredStep, StepAlarm, StepPolicy } from '#lib/registration.ts';
import { dimensionsOf, usualCooldownSeconds } from './tracking.ts';

/** Alarms by name, or why none of them could be read. */
export type KnownAlarms =
  | { readonly kind: 'read'; readonly alarms: ReadonlyMap<string, MetricAlarm> }
  | { readonly kind: 'failed'; readonly cause: string };

const stepOf = (step: StepAdjustment): readonly RegisteredStep[] =>
  step.ScalingAdjustment === undefined
    ? []
    : [
        {
          lower: step.MetricIntervalLowerBound ?? null,
          upper: step.MetricIntervalUpperBound ?? null,
          amount: step.ScalingAdjustment,
        },
      ];

const usualPeriodSeconds = 60;

const readAlarm = (alarm: MetricAlarm): StepPolicy['alarm'] => {
  const { AlarmName: name = 'without a name', Namespace, MetricName, Threshold } = alarm;
  if (Namespace === undefined || MetricName === undefined || Threshold === undefined) {
    return { unreadable: `the alarm ${name} looks at no single metric` };
  }
  const of = alarm.EvaluationPeriods ?? 1;
  const read: StepAlarm = {
    name,
    threshold: Threshold,
    isBelow: alarm.ComparisonOperator?.startsWith('Less') ?? false,
    source: {
      namespace: Namespace,
      metric: MetricName,
      dimensions: dimensionsOf(alarm.Dimensions),
      statistic: alarm.Statistic ?? alarm.ExtendedStatistic ?? 'Average',
    },
    periodSeconds: alarm.Period ?? usualPeriodSeconds,
    breaching: alarm.DatapointsToAlarm ?? of,
    of,
  };
  return read;
};

const alarmOf = (names: readonly string[], known: KnownAlarms): StepPolicy['alarm'] => {
  const [name] = names;
  if (name === undefined) return { unreadable: 'no alarm triggers it' };
  if (known.kind === 'failed') return { unreadable: `the alarm ${name}: ${known.cause}` };
  const alarm = known.alarms.get(name);
  return alarm === undefined ? { unreadable: `there is no alarm ${name}` } : readAlarm(alarm);
};

export const alarmNamesOf = ({ Alarms = [] }: ScalingPolicy): readonly string[] =>
  Alarms.flatMap(({ AlarmName }) => (AlarmName === undefined ? [] : [AlarmName]));

export const stepPolicyOf = (policy: ScalingPolicy, known: KnownAlarms): RegisteredPolicy => {
  const { PolicyName: name = 'without a name', StepScalingPolicyConfiguration: steps } = policy;
  if (steps?.AdjustmentType === undefined)
    return { kind: 'other', name, type: 'step without steps' };
  return {
    kind: 'step',
    name,
    adjustment: steps.AdjustmentType,
    steps: (steps.StepAdjustments ?? []).flatMap(stepOf),
    cooldownSeconds: steps.Cooldown ?? usualCooldownSeconds,
    minMagnitude: steps.MinAdjustmentMagnitude ?? null,
    alarm: alarmOf(alarmNamesOf(policy), known),
  };
};
