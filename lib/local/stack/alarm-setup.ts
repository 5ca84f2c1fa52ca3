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
  /** Where there are several, their sum. */
  readonly metrics: readonly Metric[];
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

const metricStat = z.object({
  Id: z.string(),
  MetricStat: z.object({ Metric: metricSchema, Stat: z.literal('Sum'), Period: z.number() }),
});

/** The one formula that is played here: the sum of several counts, of which some may have nothing to say. */
const summed = z.object({
  Metrics: z.tuple(
    [z.object({ Expression: z.string().regex(/^FILL\(\w+, 0\)( \+ FILL\(\w+, 0\))*$/) })],
    metricStat,
  ),
});

const sumOf = (properties: unknown): Measure | null => {
  const parsed = summed.safeParse(properties);
  if (!parsed.success) return null;
  const [, ...parts] = parsed.data.Metrics;
  const [first] = parts;
  if (first === undefined) return null;
  return {
    metrics: parts.map(({ MetricStat: { Metric } }) => Metric),
    statistic: 'Sum',
    periodSeconds: first.MetricStat.Period,
  };
};

type Measure = {
  readonly metrics: readonly z.infer<typeof metricSchema>[];
  readonly statistic: string;
  readonly periodSeconds: number;
};

const measureOf = (properties: unknown): Measure => {
  const sum = sumOf(properties);
  if (sum !== null) return sum;
  const asList = listed.safeParse(properties);
  if (!asList.success) {
    const { Statistic: statistic, Period: periodSeconds, ...metric } = single.parse(properties);
    return { metrics: [metric], statistic, periodSeconds };
  }
  const { Metric, Stat: statistic, Period: periodSeconds } = asList.data.Metrics[0].MetricStat;
  return { metrics: [Metric], statistic, periodSeconds };
};

const alarmOf = ({ id, Properties }: NamedResource, home: Home): AlarmSetup => {
  const settings = common.parse(Properties);
  const measure = measureOf(Properties);
  const name = physicalName(id);
  return {
    name,
    arn: resourceArn(home, 'cloudwatch', `alarm:${name}`),
    description: settings.AlarmDescription,
    metrics: measure.metrics.map(
      ({ Namespace: namespace, MetricName, Dimensions: dimensions }) => ({
        namespace,
        name: MetricName,
        dimensions,
      }),
    ),
    statistic: measure.statistic,
    periodSeconds: measure.periodSeconds,
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
