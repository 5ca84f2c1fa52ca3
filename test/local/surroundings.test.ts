/** The services around ECS: queues, topics, load balancers, tags, and the other autoscaler. */
import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  paginateDescribeScalableTargets,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeTargetGroupsCommand,
  type DescribeTargetGroupsCommandInput,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetResourcesCommand,
  paginateGetResources,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { PublishCommand } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendMessages } from '#simulator/plant/commands.ts';
import { type Fixture, failure, startFixture } from './fixture.ts';

let local: Fixture;

const fleet = Array.from({ length: 120 }, (_, index) => ({
  cluster: 'main',
  name: `web-${index}`,
  desired: 1,
  tags: { 'flyball:enabled': index < 60 ? 'true' : 'false', team: 'shop' },
  targetGroup: { name: `group-${index}`, loadBalancer: 'public' },
}));

beforeAll(async () => {
  local = await startFixture({
    services: [
      {
        cluster: 'main',
        name: 'worker',
        desired: 1,
        queue: { name: 'jobs', arrivals: () => 0, secondsPerJob: 600 },
      },
      ...fleet,
    ],
    scalableTargets: [
      {
        ...{ cluster: 'main', name: 'web-0', min: 1, max: 9, suspended: { in: true } },
        policies: [{ name: 'cpu', targetPercent: 60 }],
        scheduledActions: [{ name: 'morning', schedule: 'cron(0 8 * * ? *)', min: 4, max: 9 }],
      },
      ...fleet.slice(1, 60).map(({ cluster, name }) => ({ cluster, name, min: 1, max: 2 })),
    ],
  });
});

afterAll(() => local.stop());

describe('SQS', () => {
  const attributes = (QueueUrl: string, AttributeNames: QueueAttributeName[]) =>
    local.clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));

  test('tells how many messages wait and how many are being worked on', async () => {
    local.world.change({ cluster: 'main', name: 'worker' }, sendMessages(8));
    local.clock.advance(10_000);
    const { QueueUrl = '' } = await local.clients.sqs.send(
      new GetQueueUrlCommand({ QueueName: 'jobs' }),
    );
    expect(QueueUrl).toBe(`${local.url}/123456789012/jobs`);
    const asked: QueueAttributeName[] = [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
    ];
    expect((await attributes(QueueUrl, asked)).Attributes).toEqual({
      ApproximateNumberOfMessages: '7',
      ApproximateNumberOfMessagesNotVisible: '1',
    });
  });

  test('has nothing to say of an attribute that is not set', async () => {
    const url = 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs';
    const { Attributes } = await attributes(url, ['Policy', 'DelaySeconds']);
    expect(Attributes).toEqual({ DelaySeconds: '0' });
  });

  test.each([
    'https://sqs.us-east-1.amazonaws.com/123456789012/nope',
    'https://sqs.us-east-1.amazonaws.com/999999999999/jobs',
    'jobs',
  ])('%s does not exist', async (url) => {
    expect((await failure(attributes(url, ['All']))).name).toBe('QueueDoesNotExist');
  });

  test('an attribute that no queue has is refused', async () => {
    const response = await fetch(local.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.GetQueueAttributes' },
      body: JSON.stringify({
        QueueUrl: `${local.url}/123456789012/jobs`,
        AttributeNames: ['Depth'],
      }),
    });
    expect(response.headers.get('x-amzn-errortype')).toBe('InvalidAttributeName');
  });
});

describe('SNS', () => {
  const publish = (input: { TopicArn?: string; Subject?: string; Message?: string }) =>
    local.clients.sns.send(
      new PublishCommand({
        TopicArn: 'arn:aws:sns:us-east-1:123456789012:flyball',
        Message: 'scaled',
        ...input,
      }),
    );

  test('keeps what is published', async () => {
    const { MessageId } = await publish({ Subject: 'web: 2 -> 4', Message: 'a < b & "c"\n…' });
    expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(local.published.at(-1)).toEqual({
      atMs: local.clock.nowMs(),
      topicArn: 'arn:aws:sns:us-east-1:123456789012:flyball',
      subject: 'web: 2 -> 4',
      message: 'a < b & "c"\n…',
      forms: {},
    });
  });

  test.each([
    [
      'a topic that does not exist',
      { TopicArn: 'arn:aws:sns:us-east-1:123456789012:nope' },
      'NotFoundException',
    ],
    ['a subject of 101 characters', { Subject: 'x'.repeat(101) }, 'InvalidParameterException'],
    ['a subject of two lines', { Subject: 'a\nb' }, 'InvalidParameterException'],
    ['an empty message', { Message: '' }, 'InvalidParameterException'],
    ['a message above 256 KB', { Message: 'x'.repeat(262_145) }, 'InvalidParameterException'],
  ])('%s is refused', async (_, input, name) => {
    expect((await failure(publish(input))).name).toBe(name);
  });
});

describe('Elastic Load Balancing', () => {
  const send = (input: DescribeTargetGroupsCommandInput) =>
    local.clients.loadBalancing.send(new DescribeTargetGroupsCommand(input));

  test('leads from a target group to its load balancer', async () => {
    const named = await send({ Names: ['group-3'] });
    const [group] = named.TargetGroups ?? [];
    const arns = [group?.TargetGroupArn ?? ''];
    const found = await send({ TargetGroupArns: arns });
    expect(found.TargetGroups).toEqual([group]);
    expect(group?.LoadBalancerArns).toEqual([
      expect.stringMatching(/:loadbalancer\/app\/public\/[0-9a-f]{16}$/),
    ]);
  });

  test('pages', async () => {
    const sizes: number[] = [];
    const { loadBalancing: client } = local.clients;
    for await (const page of paginateDescribeTargetGroups({ client }, { PageSize: 50 })) {
      sizes.push(page.TargetGroups?.length ?? 0);
    }
    expect(sizes).toEqual([50, 50, 20]);
  });

  test('a target group that does not exist is an error', async () => {
    const call = send({ Names: ['group-3', 'nope'] });
    expect((await failure(call)).name).toBe('TargetGroupNotFoundException');
  });
});

describe('tags', () => {
  const filters = [{ Key: 'flyball:enabled', Values: ['true'] }];

  test('find services, a page at a time', async () => {
    const arns: string[] = [];
    const { tagging: client } = local.clients;
    const asked = { TagFilters: filters, ResourceTypeFilters: ['ecs:service'] };
    for await (const page of paginateGetResources({ client }, asked)) {
      arns.push(...(page.ResourceTagMappingList ?? []).map(({ ResourceARN = '' }) => ResourceARN));
    }
    expect(new Set(arns).size).toBe(60);
    expect(arns).toContain('arn:aws:ecs:us-east-1:123456789012:service/main/web-0');
  });

  test.each([
    ['another type', { ResourceTypeFilters: ['s3:bucket'] }, 0],
    ['a key alone', { TagFilters: [{ Key: 'team' }], ResourcesPerPage: 100 }, 100],
    ['a key nobody has', { TagFilters: [{ Key: 'nope' }] }, 0],
    ['two filters', { TagFilters: [...filters, { Key: 'team', Values: ['other'] }] }, 0],
  ])('%s', async (_, input, count) => {
    const answer = await local.clients.tagging.send(new GetResourcesCommand(input));
    expect(answer.ResourceTagMappingList).toHaveLength(count);
  });

  test('101 to a page are refused', async () => {
    const call = local.clients.tagging.send(new GetResourcesCommand({ ResourcesPerPage: 101 }));
    expect((await failure(call)).name).toBe('InvalidParameterException');
  });
});

describe('Application Auto Scaling', () => {
  const ServiceNamespace = 'ecs' as const;
  const ResourceIds = ['service/main/web-0'];

  test('tells what is registered, with what is suspended', async () => {
    const command = new DescribeScalableTargetsCommand({ ServiceNamespace, ResourceIds });
    const { ScalableTargets } = await local.clients.autoScaling.send(command);
    expect(ScalableTargets).toMatchObject([
      {
        ResourceId: 'service/main/web-0',
        ScalableDimension: 'ecs:service:DesiredCount',
        MinCapacity: 1,
        MaxCapacity: 9,
        SuspendedState: {
          DynamicScalingInSuspended: true,
          DynamicScalingOutSuspended: false,
          ScheduledScalingSuspended: false,
        },
      },
    ]);
  });

  test('pages by 50', async () => {
    const sizes: number[] = [];
    const { autoScaling: client } = local.clients;
    for await (const page of paginateDescribeScalableTargets({ client }, { ServiceNamespace })) {
      sizes.push(page.ScalableTargets?.length ?? 0);
    }
    expect(sizes).toEqual([50, 10]);
    const command = new DescribeScalableTargetsCommand({ ServiceNamespace, MaxResults: 51 });
    expect((await failure(client.send(command))).name).toBe('ValidationException');
  });

  test('tells policies and scheduled actions', async () => {
    const { autoScaling } = local.clients;
    const input = { ServiceNamespace, ResourceId: 'service/main/web-0' };
    const { ScalingPolicies } = await autoScaling.send(new DescribeScalingPoliciesCommand(input));
    expect(ScalingPolicies).toMatchObject([
      { PolicyName: 'cpu', TargetTrackingScalingPolicyConfiguration: { TargetValue: 60 } },
    ]);
    const actions = await autoScaling.send(new DescribeScheduledActionsCommand(input));
    expect(actions.ScheduledActions).toMatchObject([
      { ScheduledActionName: 'morning', ScalableTargetAction: { MinCapacity: 4, MaxCapacity: 9 } },
    ]);
  });

  test('knows no other namespace', async () => {
    const command = new DescribeScalableTargetsCommand({ ServiceNamespace: 'dynamodb' });
    expect((await local.clients.autoScaling.send(command)).ScalableTargets).toEqual([]);
  });
});
