import {
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sendMessages } from '#simulator/plant/commands.ts';
import { type Fixture, failure, minuteMs, startFixture, startMs } from './fixture.ts';

let local: Fixture;

beforeEach(async () => {
  local = await startFixture({
    services: [
      {
        cluster: 'main',
        name: 'worker',
        desired: 0,
        queue: { name: 'jobs', arrivals: () => 0, secondsPerJob: 1 },
      },
    ],
  });
  local.world.change({ cluster: 'main', name: 'worker' }, sendMessages(7));
});

afterEach(() => local.stop());

const ask = async (more: Partial<GetMetricStatisticsCommandInput>) => {
  const command = new GetMetricStatisticsCommand({
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: 'jobs' }],
    StartTime: new Date(startMs),
    EndTime: new Date(local.clock.nowMs()),
    Period: 60,
    ...more,
  });
  return (await local.clients.cloudwatch.send(command)).Datapoints ?? [];
};

test('several statistics of one metric come together', async () => {
  local.clock.advance(3 * minuteMs);
  expect(await ask({ Statistics: ['Average', 'Maximum', 'SampleCount'] })).toEqual([
    { Timestamp: new Date(startMs), Average: 7, Maximum: 7, SampleCount: 1 },
  ]);
});

test('percentiles come on their own', async () => {
  local.clock.advance(3 * minuteMs);
  const [point] = await ask({ ExtendedStatistics: ['p50', 'p99.9'] });
  expect(point?.ExtendedStatistics).toEqual({ p50: 7, 'p99.9': 7 });
});

test('the age of the oldest message grows while nobody works', async () => {
  local.clock.advance(5 * minuteMs);
  const points = await ask({
    MetricName: 'ApproximateAgeOfOldestMessage',
    Statistics: ['Maximum'],
  });
  expect(points.map(({ Maximum }) => Maximum).toSorted()).toEqual([120, 180, 60]);
});

test('a queue that was not used for six hours tells nothing', async () => {
  const idle = await startFixture({
    services: [
      {
        cluster: 'main',
        name: 'worker',
        desired: 0,
        queue: { name: 'jobs', arrivals: () => 0, secondsPerJob: 1 },
      },
    ],
    historyMinutes: 600,
  });
  idle.clock.advance(8 * 60 * minuteMs);
  const command = new GetMetricStatisticsCommand({
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: 'jobs' }],
    StartTime: new Date(startMs),
    EndTime: new Date(idle.clock.nowMs()),
    Period: 60,
    Statistics: ['Sum'],
  });
  expect((await idle.clients.cloudwatch.send(command)).Datapoints).toHaveLength(360);
  await idle.stop();
});

test.each<[string, Partial<GetMetricStatisticsCommandInput>, string]>([
  [
    'both kinds of statistics',
    { Statistics: ['Sum'], ExtendedStatistics: ['p50'] },
    'InvalidParameterCombinationException',
  ],
  ['neither kind', {}, 'InvalidParameterCombinationException'],
  [
    'more than 1,440 points',
    { Statistics: ['Sum'], StartTime: new Date(startMs - 1441 * minuteMs) },
    'InvalidParameterCombinationException',
  ],
  [
    'an end before the start',
    { Statistics: ['Sum'], EndTime: new Date(startMs - 1) },
    'InvalidParameterValueException',
  ],
  ['a period of 45 s', { Statistics: ['Sum'], Period: 45 }, 'InvalidParameterValueException'],
])('%s is refused', async (_, input, name) => {
  local.clock.advance(minuteMs);
  expect((await failure(ask(input))).name).toBe(name);
});
