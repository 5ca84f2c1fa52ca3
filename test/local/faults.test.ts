import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { PublishCommand } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fixture, failure, minuteMs, startFixture, startMs } from './fixture.ts';

let local: Fixture;
const cluster = 'main';

beforeEach(async () => {
  local = await startFixture({
    services: [
      {
        cluster,
        name: 'web',
        desired: 1,
        load: () => 30,
        queue: { name: 'jobs', arrivals: () => 0, secondsPerJob: 1 },
      },
    ],
  });
});

afterEach(() => local.stop());

const describeWeb = (abortSignal?: AbortSignal) =>
  local.clients.ecs.send(
    new DescribeServicesCommand({ cluster, services: ['web'] }),
    abortSignal === undefined ? {} : { abortSignal },
  );

const cpu = async () => {
  const Dimensions = [
    { Name: 'ClusterName', Value: cluster },
    { Name: 'ServiceName', Value: 'web' },
  ];
  const Metric = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions };
  const answer = await local.clients.cloudwatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Stat: 'Average', Period: 60 } }],
      StartTime: new Date(startMs),
      EndTime: new Date(local.clock.nowMs()),
    }),
  );
  return answer.MetricDataResults?.[0];
};

const calls = {
  'ecs:DescribeServices': () => describeWeb(),
  'cloudwatch:GetMetricData': () => cpu(),
  'sqs:GetQueueUrl': () => local.clients.sqs.send(new GetQueueUrlCommand({ QueueName: 'jobs' })),
  'sns:Publish': () =>
    local.clients.sns.send(
      new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:123456789012:flyball', Message: 'm' }),
    ),
  'elasticloadbalancing:DescribeTargetGroups': () =>
    local.clients.loadBalancing.send(new DescribeTargetGroupsCommand({})),
  'tag:GetResources': () => local.clients.tagging.send(new GetResourcesCommand({})),
  'dynamodb:GetItem': () =>
    local.clients.dynamodb.send(
      new GetItemCommand({ TableName: 'state', Key: { pk: { S: 'a' }, sk: { S: 'b' } } }),
    ),
};

const operations = Object.entries(calls);

describe('each service complains in its own words', () => {
  test.each([
    ['ecs:DescribeServices', 'ThrottlingException'],
    ['cloudwatch:GetMetricData', 'Throttling'],
    ['sqs:GetQueueUrl', 'RequestThrottled'],
    ['sns:Publish', 'ThrottledException'],
    ['elasticloadbalancing:DescribeTargetGroups', 'Throttling'],
    ['tag:GetResources', 'ThrottledException'],
    ['dynamodb:GetItem', 'ThrottlingException'],
  ] as const)('%s is throttled: %s', async (operation, name) => {
    local.clock.advance(minuteMs);
    local.faults.set({ operation, kind: 'throttle', count: 1 });
    expect((await failure(calls[operation]())).name).toBe(name);
  });

  test.each(operations)('%s fails with a status of 500', async (operation, call) => {
    local.clock.advance(minuteMs);
    local.faults.set({ operation, kind: 'error' });
    expect(await failure(call())).toMatchObject({
      $fault: 'server',
      $metadata: { httpStatusCode: 500 },
    });
  });
});

describe('how long', () => {
  test('a fault with a count is over after so many calls', async () => {
    local.faults.set({ operation: 'ecs:DescribeServices', kind: 'throttle', count: 2 });
    await failure(describeWeb());
    await failure(describeWeb());
    await expect(describeWeb()).resolves.toBeDefined();
    expect(local.faults.list()).toEqual([]);
  });

  test('a fault without one lasts until it is cleared', async () => {
    local.faults.set({ operation: 'ecs:DescribeServices', kind: 'error' });
    for (const _ of [1, 2, 3]) await failure(describeWeb());
    local.faults.clear('ecs:DescribeServices');
    await expect(describeWeb()).resolves.toBeDefined();
  });
});

describe('what', () => {
  test('timeout accepts the call and never answers', async () => {
    local.faults.set({ operation: 'ecs:DescribeServices', kind: 'timeout', count: 1 });
    const hanging = new AbortController();
    const call = describeWeb(hanging.signal);
    while (local.calls.size === 0) await new Promise((resolve) => setImmediate(resolve));
    // Others are answered while this one is not.
    await expect(describeWeb()).resolves.toBeDefined();
    hanging.abort();
    expect((await failure(call)).name).toBe('AbortError');
    expect(local.calls.get('ecs:DescribeServices')).toBe(2);
  });

  test('stale tells nothing that was not known when it began', async () => {
    local.clock.advance(5 * minuteMs);
    const before = await cpu();
    local.faults.set({ operation: 'cloudwatch:GetMetricData', kind: 'stale' });
    local.clock.advance(10 * minuteMs);
    expect((await cpu())?.Timestamps).toEqual(before?.Timestamps);
    local.faults.clear();
    expect((await cpu())?.Timestamps).toHaveLength((before?.Timestamps?.length ?? 0) + 10);
  });

  test('partial gives half the points and says so', async () => {
    local.clock.advance(6 * minuteMs);
    local.faults.set({ operation: 'cloudwatch:GetMetricData', kind: 'partial' });
    expect(await cpu()).toMatchObject({ StatusCode: 'PartialData', Values: [30, 30] });
  });
});

describe('over HTTP', () => {
  const post = async (fault: object) => {
    const response = await fetch(`${local.url}/_local/faults`, {
      method: 'POST',
      body: JSON.stringify(fault),
    });
    return { status: response.status, text: await response.text() };
  };

  test('set, tell and clear', async () => {
    const fault = { operation: 'ecs:DescribeServices', kind: 'throttle', count: 9 };
    expect(await post(fault)).toMatchObject({ status: 200 });
    expect(local.faults.list()).toEqual([fault]);
    const told = await fetch(`${local.url}/_local/faults`);
    expect(await told.json()).toEqual({ faults: [fault] });
    await fetch(`${local.url}/_local/faults?operation=ecs:DescribeServices`, { method: 'DELETE' });
    expect(local.faults.list()).toEqual([]);
  });

  test.each([
    ['an unknown operation', { operation: 'ecs:Nope', kind: 'error' }, 'ecs:UpdateService'],
    [
      'stale where there is no history',
      { operation: 'ecs:DescribeServices', kind: 'stale' },
      'cloudwatch:GetMetricData',
    ],
    ['an unknown kind', { operation: 'ecs:DescribeServices', kind: 'slow' }, '"throttle"'],
    ['a count of none', { operation: 'ecs:DescribeServices', kind: 'error', count: 0 }, 'count'],
    ['an unknown key', { operation: 'ecs:DescribeServices', kind: 'error', times: 2 }, 'times'],
  ])('%s is refused, with what would be possible', async (_, fault, hint) => {
    const answer = await post(fault);
    expect(answer.status).toBe(400);
    expect(answer.text.replaceAll('\\', '')).toContain(hint);
    expect(local.faults.list()).toEqual([]);
  });
});
