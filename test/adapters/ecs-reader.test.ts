import { ECSClient } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { createServiceReader } from '#adapters/ecs-reader.ts';
import { keyOf } from '#engine/model.ts';
import type { Lookup } from '#lib/ports.ts';
import { type Answer, refusal } from './fake-aws.ts';
import { deadlineIn, home, idOf, viewNamed } from './sample.ts';
import { fakeAws } from './with-fake-aws.ts';

const deadline = deadlineIn(20_000);

const service = (name: string, fields: object = {}) => ({
  serviceName: name,
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED' }],
  ...fields,
});

const describing =
  (...services: readonly object[]): Answer =>
  () => ({ body: { services, failures: [] } });

const lookUp = async (answer: Answer, ...names: readonly string[]) => {
  const aws = await fakeAws({ DescribeServices: answer });
  const reader = createServiceReader(new ECSClient(aws.settings), home);
  const found = await reader.describe(
    names.map((name) => idOf(name)),
    deadline,
  );
  return { aws, found, first: found.get(keyOf(idOf(names[0] ?? ''))) };
};

const targetGroup = (arn: string, alternate?: string) => ({
  targetGroupArn: arn,
  ...(alternate === undefined
    ? {}
    : { advancedConfiguration: { alternateTargetGroupArn: alternate } }),
});

const views: readonly { rule: string; fields: object; view: object }[] = [
  { rule: 'a plain service is steady', fields: {}, view: {} },
  {
    rule: 'counts are taken over',
    fields: { desiredCount: 5, runningCount: 3, pendingCount: 2 },
    view: { desired: 5, running: 3, pending: 2 },
  },
  {
    rule: 'tags become a record',
    fields: { tags: [{ key: 'flyball:max', value: '9' }, { key: 'team' }] },
    view: { tags: { 'flyball:max': '9', team: '' } },
  },
  {
    rule: 'a second deployment is a rollout',
    fields: { deployments: [{ status: 'PRIMARY' }, { status: 'ACTIVE' }] },
    view: { rollout: 'in-progress' },
  },
  {
    rule: 'a primary deployment in progress is a rollout',
    fields: { deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }] },
    view: { rollout: 'in-progress' },
  },
  {
    rule: 'tasks that fail to start are those of the newest deployment',
    fields: {
      deployments: [
        { status: 'ACTIVE', failedTasks: 9 },
        { status: 'PRIMARY', failedTasks: 4 },
      ],
    },
    view: { rollout: 'in-progress', failedTasks: 4 },
  },
  {
    rule: 'a second task set is a rollout',
    fields: { deployments: [], taskSets: [{}, {}] },
    view: { rollout: 'in-progress' },
  },
  {
    rule: 'target groups of both colours and of task sets count, once each',
    fields: {
      loadBalancers: [targetGroup('blue', 'green'), { loadBalancerName: 'classic' }],
      taskSets: [{ loadBalancers: [targetGroup('blue'), targetGroup('set')] }],
    },
    view: { targetGroupArns: ['blue', 'green', 'set'] },
  },
];

test.each(views)('$rule', async ({ fields, view }) => {
  const { first } = await lookUp(describing(service('web', fields)), 'web');
  expect(first).toEqual({ kind: 'found', view: { ...viewNamed('web'), ...view } });
});

const others: readonly { rule: string; answer: Answer; lookup: object }[] = [
  {
    rule: 'a daemon cannot be scaled',
    answer: describing(service('web', { schedulingStrategy: 'DAEMON' })),
    lookup: { kind: 'unscalable', why: 'daemon' },
  },
  {
    rule: 'a draining service cannot be scaled',
    answer: describing(service('web', { status: 'DRAINING' })),
    lookup: { kind: 'unscalable', why: 'draining' },
  },
  {
    rule: 'an inactive service cannot be scaled',
    answer: describing(service('web', { status: 'INACTIVE' })),
    lookup: { kind: 'unscalable', why: 'inactive' },
  },
  {
    rule: 'a service that ECS manages cannot be scaled',
    answer: describing(service('web', { resourceManagementType: 'ECS' })),
    lookup: { kind: 'unscalable', why: 'managed-by-ecs' },
  },
  {
    rule: 'a service reported as MISSING is missing',
    answer: () => ({
      body: { failures: [{ arn: 'arn:aws:ecs:r:a:service/shop/web', reason: 'MISSING' }] },
    }),
    lookup: { kind: 'missing' },
  },
  {
    rule: 'the services of a cluster that is gone are missing',
    answer: () => refusal('ClusterNotFoundException'),
    lookup: { kind: 'missing' },
  },
  {
    rule: 'a service that the answer leaves out has failed, and is not missing',
    answer: describing(),
    lookup: { kind: 'failed', cause: expect.stringContaining('does not mention it') },
  },
  {
    rule: 'a refused call fails its services with the cause',
    answer: () => refusal('AccessDeniedException'),
    lookup: { kind: 'failed', cause: expect.stringContaining('AccessDeniedException') },
  },
];

test.each(others)('$rule', async ({ answer, lookup }) => {
  expect((await lookUp(answer, 'web')).first).toEqual(lookup);
});

const describeAsked: Answer = (body) => ({
  body: { services: [body['services']].flat().map((name) => service(String(name))) },
});

test('services are described ten at a time, one cluster a call, tags included', async () => {
  const aws = await fakeAws({ DescribeServices: describeAsked });
  const ids = [
    ...Array.from({ length: 25 }, (_, index) => idOf(`s${index}`)),
    idOf('other', 'back'),
  ];
  const found = await createServiceReader(new ECSClient(aws.settings), home).describe(
    [...ids, ...ids],
    deadline,
  );
  expect([...found.values()].every(({ kind }) => kind === 'found')).toBe(true);
  expect(found.size).toBe(26);
  const asked = aws.calls.map(({ body }) => [body['cluster'], [body['services']].flat().length]);
  expect(asked.toSorted()).toEqual([
    ['back', 1],
    ['shop', 10],
    ['shop', 10],
    ['shop', 5],
  ]);
  expect(aws.calls[0]?.body['include']).toEqual(['TAGS']);
});

test('one cluster that fails leaves the services of another alone', async () => {
  const aws = await fakeAws({
    DescribeServices: (body, count) =>
      body['cluster'] === 'back'
        ? refusal('InvalidParameterException')
        : describeAsked(body, count),
  });
  const found = await createServiceReader(new ECSClient(aws.settings), home).describe(
    [idOf('web'), idOf('web', 'back')],
    deadline,
  );
  const kinds = [...found.values()].map((lookup: Lookup) => lookup.kind);
  expect(kinds.toSorted()).toEqual(['failed', 'found']);
});

test('a throttled describe is tried again', async () => {
  const { aws, first } = await lookUp(
    (body, count) => (count < 3 ? refusal('ThrottlingException') : describeAsked(body, count)),
    'web',
  );
  expect(first?.kind).toBe('found');
  expect(aws.calls).toHaveLength(3);
});

test('a service of another account or region is never looked up under its namesake here', async () => {
  const aws = await fakeAws({ DescribeServices: describeAsked });
  const stranger = { ...idOf('web'), account: '999999999999' };
  const found = await createServiceReader(new ECSClient(aws.settings), home).describe(
    [stranger],
    deadline,
  );
  expect(found.get(keyOf(stranger))).toMatchObject({
    kind: 'failed',
    cause: expect.stringContaining('999999999999'),
  });
  expect(aws.calls).toEqual([]);
});
