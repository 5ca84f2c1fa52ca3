/** A metric alarm of the template: one metric, a threshold, and whom to tell. */
import * as z from 'zod';
import { type Home, resourceArn } from '../arns.ts';
import { dimensionsSchema, type Metric } from '../cloudwatch/metric.ts';
import { physicalName } from './scope.ts';
import type { NamedResource } from './template.ts';

const comparisons = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
} as const satisfies Readonly<Record<string, (value: number, threshold: number) => boolean>>;

export type AlarmSetup = {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly metric: Metric;
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly breaches: (value: number, threshold: number) => boolean;
  readonly missing: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
  readonly topics: { readonly alarm: readonly string[]; readonly ok: readonly string[] };
};

const metricSchema = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: dimensionsSchema,
});

const common = z.object({
  AlarmDescription: z.string().default(''),
  AlarmActions: z.array(z.string()).default([]),
  OKActions: z.array(z.string()).default([]),
  ComparisonOperator: z.enum([
    'GreaterThanThreshold',
    'GreaterThanOrEqualToThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  EvaluationPeriods: z.coerce.number().int().min(1),
  DatapointsToAlarm: z.coerce.number().int().min(1).optional(),
  Threshold: z.number(),
  TreatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).default('missing'),
});

const single = metricSchema.extend({ Statistic: z.string(), Period: z.number() });

/** CDK writes a metric with a label as a list of one query. */
const listed = z.object({
  Metrics: z.tuple([
    z.object({
      MetricStat: z.object({ Metric: metricSchema, Stat: z.string(), Period: z.number() }),
    }),
  ]),
});

const measureOf = (properties: unknown) => {
  const asList = listed.safeParse(properties);
  if (!asList.success) return single.parse(properties);
  const { Metric, Stat: Statistic, Period } = asList.data.Metrics[0].MetricStat;
  return { ...Metric, Statistic, Period };
};

const alarmOf = ({ id, Properties }: NamedResource, home: Home): AlarmSetup => {
  const settings = common.parse(Properties);
  const measure = measureOf(Properties);
  const name = physicalName(id);
  return {
    name,
    arn: resourceArn(home, 'cloudwatch', `alarm:${name}`),
    description: settings.AlarmDescription,
    metric: {
      namespace: measure.Namespace,
      name: measure.MetricName,
      dimensions: measure.Dimensions,
    },
    statistic: measure.Statistic,
    periodSeconds: measure.Period,
    evaluationPeriods: settings.EvaluationPeriods,
    datapointsToAlarm: settings.DatapointsToAlarm ?? settings.EvaluationPeriods,
    threshold: settings.Threshold,
    breaches: comparisons[settings.ComparisonOperator],
    missing: settings.TreatMissingData,
    topics: { alarm: settings.AlarmActions, ok: settings.OKActions },
  };
};

export const alarmsOf = (resources: readonly NamedResource[], home: Home): readonly AlarmSetup[] =>
  resources.map((resource) => alarmOf(resource, home));
