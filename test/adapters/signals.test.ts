import { expect, test } from 'vitest';
import type { Reading } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { Answer } from './fake-aws.ts';
import { deadlineIn, idOf, readOf } from './sample.ts';
import { fakeSignals, metricData, type Result, targetGroups } from './signal-fakes.ts';

const arn = (name: string) => `arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/${name}/0a`;
const balancer = (name: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/${name}/0b`;

const groups = targetGroups({
  [arn('blue')]: [balancer('app/shop')],
  [arn('green')]: [balancer('app/next')],
  [arn('tcp')]: [balancer('net/shop')],
  [arn('idle')]: [],
});

const latency = { kind: 'latency', statistic: 'p95' } as const;
const custom = {
  kind: 'custom',
  per: 'task',
  namespace: 'App',
  metric: 'Jobs',
  dimensions: { Service: 'web' },
  statistic: 'Sum',
} as const;
const expression = {
  kind: 'expression',
  per: 'service',
  expression: 'a / b',
  metrics: { a: custom, b: { ...custom, metric: 'Slots' } },
} as const;

const series = (
  ...points: readonly (readonly [minute: number, value: number, tasks?: number])[]
) => ({
  kind: 'series',
  points: points.map(([minute, value, tasks]) => ({
    atMs: minute * 60_000,
    value,
    ...(tasks === undefined ? {} : { tasks }),
  })),
});

type Case = {
  readonly rule: string;
  readonly definition: Read['definition'];
  readonly groups?: readonly string[];
  readonly results: Readonly<Record<string, Result | readonly Result[]>>;
  readonly reading: object;
};

const blue = 'app/shop/0b';
const green = 'app/next/0b';

const cases: readonly Case[] = [
  {
    rule: 'cpu is the average, with the tasks it is an average of',
    definition: { kind: 'cpu' },
    results: {
      'CPUUtilization/Average/web': { series: { 1: 50, 2: 70 } },
      'CPUUtilization/SampleCount/web': { series: { 1: 4, 2: 5 } },
    },
    reading: series([1, 50, 4], [2, 70, 5]),
  },
  {
    rule: 'a minute whose samples are not counted yet has no tasks',
    definition: { kind: 'memory' },
    results: {
      'MemoryUtilization/Average/web': { series: { 1: 50, 2: 70 } },
      'MemoryUtilization/SampleCount/web': { series: { 1: 4 } },
    },
    reading: series([1, 50, 4], [2, 70]),
  },
  {
    rule: 'a metric without points is absent',
    definition: { kind: 'cpu' },
    results: {},
    reading: { kind: 'absent' },
  },
  {
    rule: 'partial data fail the signal, whatever came',
    definition: { kind: 'cpu' },
    results: {
      'CPUUtilization/Average/web': { series: { 1: 50 } },
      'CPUUtilization/SampleCount/web': { series: { 1: 4 }, StatusCode: 'PartialData' },
    },
    reading: { kind: 'failed', cause: 'CloudWatch answered PartialData' },
  },
  {
    rule: 'points outside the window are not seen, its end included',
    definition: custom,
    results: { 'Jobs/Sum/web': { series: { 9: 1, 10: 2 } } },
    reading: series([9, 1]),
  },
  {
    rule: 'requests of a minute are the sum over what its target groups report',
    definition: { kind: 'requests' },
    groups: ['blue', 'green'],
    results: {
      [`RequestCount/Sum/${blue}`]: { series: { 2: 30, 1: 10 } },
      [`RequestCount/Sum/${green}`]: { series: { 2: 7 } },
    },
    reading: series([1, 10], [2, 37]),
  },
  {
    rule: 'a target group behind a network load balancer is left out beside one that counts',
    definition: { kind: 'requests' },
    groups: ['blue', 'tcp'],
    results: { [`RequestCount/Sum/${blue}`]: { series: { 1: 10 } } },
    reading: series([1, 10]),
  },
  {
    rule: 'requests without a target group fail and say what to do',
    definition: { kind: 'requests' },
    results: {},
    reading: {
      kind: 'failed',
      cause: expect.stringMatching(/shop\/web has no target group; attach/),
    },
  },
  {
    rule: 'a target group that no load balancer uses fails and says what to do',
    definition: latency,
    groups: ['idle'],
    results: {},
    reading: {
      kind: 'failed',
      cause: expect.stringMatching(/no application load balancer; add it/),
    },
  },
  {
    rule: 'a target group that is gone fails the signal, and is not taken for one without requests',
    definition: { kind: 'requests' },
    groups: ['blue', 'gone'],
    results: { [`RequestCount/Sum/${blue}`]: { series: { 1: 10 } } },
    reading: { kind: 'failed', cause: expect.stringContaining('TargetGroupNotFound') },
  },
  {
    rule: 'latency is the asked percentile, in milliseconds',
    definition: latency,
    groups: ['blue'],
    results: { [`TargetResponseTime/p95/${blue}`]: { series: { 1: 0.25 } } },
    reading: series([1, 250]),
  },
  {
    rule: 'the latency of a service is that of its slowest target group',
    definition: latency,
    groups: ['blue', 'green'],
    results: {
      [`TargetResponseTime/p95/${blue}`]: { series: { 1: 0.25, 2: 0.5 } },
      [`TargetResponseTime/p95/${green}`]: { series: { 1: 0.75 } },
    },
    reading: series([1, 750], [2, 500]),
  },
  {
    rule: 'errors are a ratio of the requests, and none beside requests is zero',
    definition: { kind: 'errors' },
    groups: ['blue'],
    results: {
      [`RequestCount/Sum/${blue}`]: { series: { 1: 100, 2: 200, 3: 0 } },
      [`HTTPCode_Target_5XX_Count/Sum/${blue}`]: { series: { 2: 50 } },
    },
    reading: series([1, 0], [2, 0.25]),
  },
  {
    rule: 'errors without requests are absent',
    definition: { kind: 'errors' },
    groups: ['blue'],
    results: {},
    reading: { kind: 'absent' },
  },
  {
    rule: 'the age of a queue is kept under its name',
    definition: { kind: 'queueAge', queueUrl: 'https://sqs.us-east-1.amazonaws.com/1/jobs' },
    results: { 'ApproximateAgeOfOldestMessage/Maximum/jobs': { series: { 1: 90 } } },
    reading: series([1, 90]),
  },
  {
    rule: 'an expression is its own series',
    definition: expression,
    results: { 'a / b': { series: { 1: 3 } } },
    reading: series([1, 3]),
  },
  {
    rule: 'an expression that gives several series fails and says what to do',
    definition: expression,
    results: {
      'a / b': [
        { series: { 1: 3 }, Label: 'x' },
        { series: { 1: 4 }, Label: 'y' },
      ],
    },
    reading: { kind: 'failed', cause: expect.stringMatching(/2 time series; aggregate/) },
  },
];

test.each(cases)('$rule', async ({ definition, groups: names = [], results, reading }) => {
  const { source } = await fakeSignals({
    GetMetricData: metricData(results),
    DescribeTargetGroups: groups,
  });
  const read = readOf({ signal: 'it', definition, targetGroupArns: names.map(arn) });
  const { readings } = await source.read([read], deadlineIn(20_000));
  expect(readings.get(keyOf(read.service))).toEqual({ it: reading });
});

const depth = (queueUrl: string) => ({ kind: 'queueDepth', queueUrl }) as const;

const attributes =
  (byQueue: Readonly<Record<string, object>>): Answer =>
  ({ QueueUrl: url }) => ({ body: { Attributes: byQueue[String(url)] } });

const readDepth = async (queueUrl: string, answer: Answer): Promise<Reading | undefined> => {
  const { source } = await fakeSignals({ GetQueueAttributes: answer });
  const read = readOf({ signal: 'jobs', definition: depth(queueUrl) });
  const { readings, billedMetrics } = await source.read([read], deadlineIn(20_000));
  expect(billedMetrics).toBe(0);
  return readings.get(keyOf(read.service))?.['jobs'];
};

test('the depth of a queue is waiting and in flight, one point at the end of the read', async () => {
  const url = 'https://sqs.us-east-1.amazonaws.com/1/jobs';
  const answer = attributes({
    [url]: { ApproximateNumberOfMessages: '40', ApproximateNumberOfMessagesNotVisible: '2' },
  });
  expect(await readDepth(url, answer)).toEqual(series([10, 42]));
});

test('a queue that answers without numbers has failed, and is not empty', async () => {
  const url = 'https://sqs.us-east-1.amazonaws.com/1/jobs';
  const answer = attributes({ [url]: { ApproximateNumberOfMessages: '' } });
  expect(await readDepth(url, answer)).toMatchObject({
    kind: 'failed',
    cause: expect.stringContaining('ApproximateNumberOfMessagesNotVisible'),
  });
});

test('a queue that two services share is asked once', async () => {
  const url = 'https://sqs.us-east-1.amazonaws.com/1/jobs';
  const { aws, source } = await fakeSignals({
    GetQueueAttributes: attributes({
      [url]: { ApproximateNumberOfMessages: '1', ApproximateNumberOfMessagesNotVisible: '0' },
    }),
  });
  const reads = ['a', 'b'].map((name) =>
    readOf({ service: idOf(name), signal: 'jobs', definition: depth(url) }),
  );
  const { readings } = await source.read(reads, deadlineIn(20_000));
  expect(readings.size).toBe(2);
  expect(aws.calls).toHaveLength(1);
});
