import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { createRegistrations } from '#adapters/application-auto-scaling-import.ts';
import type { Answer } from './fake-aws.ts';
import { refusal } from './fake-aws.ts';
import { deadlineIn } from './sample.ts';
import { fakeAws } from './with-fake-aws.ts';

const web = { cluster: 'shop', name: 'web' };

const target: Answer = () => ({
  body: {
    ScalableTargets: [
      {
        ResourceId: 'service/shop/web',
        MinCapacity: 2,
        MaxCapacity: 20,
        SuspendedState: { DynamicScalingInSuspended: true },
      },
    ],
  },
});

const tracking = (specification: object, fields: object = {}) => ({
  PolicyName: 'tracks',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: { TargetValue: 60, ...specification, ...fields },
});

const stepping = (name: string, alarm: string) => ({
  PolicyName: name,
  PolicyType: 'StepScaling',
  Alarms: [{ AlarmName: alarm, AlarmARN: `arn:${alarm}` }],
  StepScalingPolicyConfiguration: {
    AdjustmentType: 'ChangeInCapacity',
    StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
    Cooldown: 120,
  },
});

const read = async (answers: Readonly<Record<string, Answer>>) => {
  const aws = await fakeAws({
    DescribeScalableTargets: target,
    DescribeScalingPolicies: () => ({ body: { ScalingPolicies: [] } }),
    DescribeScheduledActions: () => ({ body: { ScheduledActions: [] } }),
    ...answers,
  });
  const registrations = createRegistrations({
    autoScaling: new ApplicationAutoScalingClient(aws.settings),
    cloudWatch: new CloudWatchClient(aws.settings),
  });
  return { aws, registration: await registrations.read(web, deadlineIn(20_000)) };
};

const policies =
  (...all: readonly object[]): Answer =>
  () => ({ body: { ScalingPolicies: all } });

test('a service that is not registered is null, and nothing more is asked', async () => {
  const { aws, registration } = await read({
    DescribeScalableTargets: () => ({ body: { ScalableTargets: [] } }),
  });
  expect(registration).toBeNull();
  expect(aws.calls.map(({ operation }) => operation)).toEqual(['DescribeScalableTargets']);
});

test('bounds, suspensions and scheduled actions are taken over, UTC when no zone is named', async () => {
  const { aws, registration } = await read({
    DescribeScheduledActions: () => ({
      body: {
        ScheduledActions: [
          {
            ScheduledActionName: 'morning',
            Schedule: 'cron(0 8 * * ? *)',
            ScalableTargetAction: { MinCapacity: 10 },
          },
        ],
      },
    }),
  });
  expect(registration).toEqual({
    min: 2,
    max: 20,
    suspended: { in: true, out: false, scheduled: false },
    policies: [],
    scheduledActions: [
      { name: 'morning', schedule: 'cron(0 8 * * ? *)', timeZone: 'UTC', min: 10, max: null },
    ],
  });
  expect(aws.calls[0]?.body).toMatchObject({
    ServiceNamespace: 'ecs',
    ResourceIds: ['service/shop/web'],
  });
});

const dimension = { Name: 'ServiceName', Value: 'web' };
const stat = (metric: string) => ({
  Metric: { Namespace: 'Shop', MetricName: metric, Dimensions: [dimension] },
  Stat: 'p95',
});
const source = (metric: string) => ({
  namespace: 'Shop',
  metric,
  statistic: 'p95',
  dimensions: { ServiceName: 'web' },
});

const metrics: readonly { name: string; specification: object; metric: object }[] = [
  {
    name: 'a predefined metric',
    specification: {
      PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
    },
    metric: { kind: 'predefined', name: 'ALBRequestCountPerTarget' },
  },
  {
    name: 'a metric of its own',
    specification: {
      CustomizedMetricSpecification: {
        Namespace: 'Shop',
        MetricName: 'Busy',
        Dimensions: [dimension],
        Statistic: 'Sum',
      },
    },
    metric: { kind: 'custom', ...source('Busy'), statistic: 'Sum' },
  },
  {
    name: 'metric math of one expression',
    specification: {
      CustomizedMetricSpecification: {
        Metrics: [
          { Id: 'a', MetricStat: stat('Busy'), ReturnData: false },
          { Id: 'e', Expression: 'a * 2', ReturnData: true },
        ],
      },
    },
    metric: { kind: 'math', expression: 'a * 2', metrics: { a: source('Busy') } },
  },
  {
    name: 'metric math that only names a metric',
    specification: {
      CustomizedMetricSpecification: { Metrics: [{ Id: 'a', MetricStat: stat('Busy') }] },
    },
    metric: { kind: 'custom', ...source('Busy') },
  },
  {
    name: 'metric math of several expressions, which is not taken over',
    specification: {
      CustomizedMetricSpecification: {
        Metrics: [
          { Id: 'e', Expression: 'a * 2' },
          { Id: 'f', Expression: 'e + 1' },
        ],
      },
    },
    metric: { kind: 'unreadable', why: 'its metric math has several expressions' },
  },
];

test.each(metrics)('target tracking reads $name', async ({ specification, metric }) => {
  const { registration } = await read({
    DescribeScalingPolicies: policies(tracking(specification)),
  });
  expect(registration?.policies).toEqual([
    {
      kind: 'tracking',
      name: 'tracks',
      target: 60,
      metric,
      cooldownSeconds: { out: 300, in: 300 },
      scaleInDisabled: false,
    },
  ]);
});

test('a step policy is read with its alarm', async () => {
  const { registration } = await read({
    DescribeScalingPolicies: policies(stepping('up', 'high')),
    DescribeAlarms: () => ({
      body: {
        MetricAlarms: [
          {
            AlarmName: 'high',
            Namespace: 'AWS/ECS',
            MetricName: 'CPUUtilization',
            Statistic: 'Average',
            Dimensions: [dimension],
            Threshold: 70,
            ComparisonOperator: 'LessThanThreshold',
            Period: 300,
            EvaluationPeriods: 3,
            DatapointsToAlarm: 2,
          },
        ],
      },
    }),
  });
  expect(registration?.policies).toEqual([
    {
      kind: 'step',
      name: 'up',
      adjustment: 'ChangeInCapacity',
      steps: [{ lower: 0, upper: null, amount: 2 }],
      cooldownSeconds: 120,
      minMagnitude: null,
      alarm: {
        name: 'high',
        threshold: 70,
        isBelow: true,
        source: {
          namespace: 'AWS/ECS',
          metric: 'CPUUtilization',
          statistic: 'Average',
          dimensions: { ServiceName: 'web' },
        },
        periodSeconds: 300,
        breaching: 2,
        of: 3,
      },
    },
  ]);
});

const unreadable: readonly { name: string; answer: Answer; why: string }[] = [
  {
    name: 'that may not be read',
    answer: () => refusal('AccessDeniedException'),
    why: 'AccessDeniedException',
  },
  {
    name: 'that is gone',
    answer: () => ({ body: { MetricAlarms: [] } }),
    why: 'there is no alarm high',
  },
  {
    name: 'on metric math',
    answer: () => ({ body: { MetricAlarms: [{ AlarmName: 'high', Threshold: 1 }] } }),
    why: 'looks at no single metric',
  },
];

test.each(unreadable)('an alarm $name is a finding, and the rest is read', async (each) => {
  const { registration } = await read({
    DescribeScalingPolicies: policies(stepping('up', 'high'), tracking({})),
    DescribeAlarms: each.answer,
  });
  expect(registration?.policies).toMatchObject([
    { kind: 'step', alarm: { unreadable: expect.stringContaining(each.why) } },
    { kind: 'tracking', metric: { kind: 'unreadable' } },
  ]);
});

test('a policy of another type is named, and pages are followed', async () => {
  const { aws, registration } = await read({
    DescribeScalingPolicies: ({ NextToken }) => ({
      body:
        NextToken === undefined
          ? { ScalingPolicies: [stepping('up', 'high')], NextToken: 'more' }
          : { ScalingPolicies: [{ PolicyName: 'soon', PolicyType: 'PredictiveScaling' }] },
    }),
    DescribeAlarms: () => ({ body: { MetricAlarms: [] } }),
  });
  expect(registration?.policies).toMatchObject([
    { kind: 'step' },
    { kind: 'other', name: 'soon', type: 'PredictiveScaling' },
  ]);
  expect(aws.calls.filter(({ operation }) => operation === 'DescribeAlarms')).toHaveLength(1);
});
