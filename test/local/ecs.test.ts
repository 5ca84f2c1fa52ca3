import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  GetTaskProtectionCommand,
  ListServicesCommand,
  ListTasksCommand,
  paginateListServices,
  UpdateServiceCommand,
  UpdateTaskProtectionCommand,
} from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fixture, failure, startFixture } from './fixture.ts';

let local: Fixture;

const cluster = 'main';
const numbered = Array.from({ length: 25 }, (_, index) => ({
  cluster: 'many',
  name: `service-${index}`,
  desired: 1,
}));

beforeEach(async () => {
  local = await startFixture({
    services: [
      {
        cluster,
        name: 'web',
        desired: 2,
        tags: { team: 'shop' },
        targetGroup: { name: 'web', loadBalancer: 'public' },
      },
      { cluster, name: 'agent', desired: 3, schedulingStrategy: 'DAEMON' },
      { cluster, name: 'leaving', desired: 1, status: 'DRAINING' },
      { cluster, name: 'gone', desired: 0, status: 'INACTIVE' },
      { cluster, name: 'express', desired: 1, managedBy: 'ECS' },
      ...numbered,
    ],
  });
});

afterEach(() => local.stop());

const describeOne = async (name: string, include: readonly 'TAGS'[] = []) => {
  const command = new DescribeServicesCommand({ cluster, services: [name], include: [...include] });
  const { services = [] } = await local.clients.ecs.send(command);
  return services[0];
};

const scale = (service: string, desiredCount: number) =>
  local.clients.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount }));

describe('DescribeServices', () => {
  test('tells counts, target groups and the one deployment of a steady service', async () => {
    expect(await describeOne('web')).toMatchObject({
      serviceArn: 'arn:aws:ecs:us-east-1:123456789012:service/main/web',
      clusterArn: 'arn:aws:ecs:us-east-1:123456789012:cluster/main',
      status: 'ACTIVE',
      desiredCount: 2,
      runningCount: 2,
      pendingCount: 0,
      schedulingStrategy: 'REPLICA',
      loadBalancers: [
        { targetGroupArn: expect.stringMatching(/:targetgroup\/web\/[0-9a-f]{16}$/) },
      ],
      deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 2 }],
    });
  });

  test('gives tags only when asked', async () => {
    expect((await describeOne('web'))?.tags).toBeUndefined();
    expect((await describeOne('web', ['TAGS']))?.tags).toEqual([{ key: 'team', value: 'shop' }]);
  });

  test.each([
    ['agent', { schedulingStrategy: 'DAEMON' }],
    ['leaving', { status: 'DRAINING' }],
    ['gone', { status: 'INACTIVE' }],
    ['express', { resourceManagementType: 'ECS' }],
  ])('%s is told for what it is', async (name, expected) => {
    expect(await describeOne(name)).toMatchObject(expected);
  });

  test('a service that does not exist is a failure, not an error', async () => {
    const services = ['web', 'nope'];
    const answer = await local.clients.ecs.send(new DescribeServicesCommand({ cluster, services }));
    expect(answer.services?.map((service) => service.serviceName)).toEqual(['web']);
    expect(answer.failures).toEqual([
      { arn: 'arn:aws:ecs:us-east-1:123456789012:service/main/nope', reason: 'MISSING' },
    ]);
  });

  test('takes ARNs for cluster and service', async () => {
    const answer = await local.clients.ecs.send(
      new DescribeServicesCommand({
        cluster: 'arn:aws:ecs:us-east-1:123456789012:cluster/main',
        services: ['arn:aws:ecs:us-east-1:123456789012:service/main/web'],
      }),
    );
    expect(answer.services?.[0]?.serviceName).toBe('web');
  });

  test.each([
    [
      'eleven services',
      { cluster: 'many', services: numbered.slice(0, 11).map(({ name }) => name) },
      'InvalidParameterException',
    ],
    ['no services', { cluster, services: [] }, 'InvalidParameterException'],
    [
      'a cluster that does not exist',
      { cluster: 'nope', services: ['web'] },
      'ClusterNotFoundException',
    ],
    [
      'no cluster, where there is none named default',
      { services: ['web'] },
      'ClusterNotFoundException',
    ],
  ])('%s is refused', async (_, input, name) => {
    const call = local.clients.ecs.send(new DescribeServicesCommand(input));
    expect((await failure(call)).name).toBe(name);
  });
});

describe('ListServices', () => {
  test('gives ten a page unless asked otherwise', async () => {
    const first = await local.clients.ecs.send(new ListServicesCommand({ cluster: 'many' }));
    expect(first.serviceArns).toHaveLength(10);
    const arns: string[] = [];
    const { ecs: client } = local.clients;
    for await (const page of paginateListServices({ client }, { cluster: 'many' })) {
      arns.push(...(page.serviceArns ?? []));
    }
    expect(new Set(arns).size).toBe(25);
  });

  test.each([{ maxResults: 101 }, { maxResults: 0 }, { nextToken: 'made-up' }])(
    '%o is refused',
    async (input) => {
      const call = local.clients.ecs.send(new ListServicesCommand({ cluster: 'many', ...input }));
      expect((await failure(call)).name).toBe('InvalidParameterException');
    },
  );
});

describe('UpdateService', () => {
  test('sets the desired count at once and starts no deployment', async () => {
    const { service } = await scale('web', 5);
    expect(service).toMatchObject({ desiredCount: 5, runningCount: 2 });
    expect(service?.deployments).toHaveLength(1);
    local.clock.advance(10_000);
    expect(await describeOne('web')).toMatchObject({ runningCount: 2, pendingCount: 3 });
    local.clock.advance(60_000);
    expect(await describeOne('web')).toMatchObject({ runningCount: 5, pendingCount: 0 });
  });

  test('with a new deployment shows two until it is complete', async () => {
    const command = new UpdateServiceCommand({ cluster, service: 'web', forceNewDeployment: true });
    await local.clients.ecs.send(command);
    local.clock.advance(10_000);
    expect((await describeOne('web'))?.deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', pendingCount: 2 },
      { status: 'ACTIVE', rolloutState: 'COMPLETED', runningCount: 2 },
    ]);
    local.clock.advance(120_000);
    expect((await describeOne('web'))?.deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 2 },
    ]);
  });

  test.each([
    ['nope', 1, 'ServiceNotFoundException'],
    ['leaving', 1, 'ServiceNotActiveException'],
    ['gone', 1, 'ServiceNotActiveException'],
    ['agent', 1, 'InvalidParameterException'],
    ['web', -1, 'InvalidParameterException'],
    ['web', 1.5, 'InvalidParameterException'],
  ])('%s to %d is refused', async (service, desired, name) => {
    expect((await failure(scale(service, desired))).name).toBe(name);
  });
});

describe('tasks', () => {
  const list = async () => {
    const command = new ListTasksCommand({ cluster, serviceName: 'web' });
    return (await local.clients.ecs.send(command)).taskArns ?? [];
  };

  test('are listed and described', async () => {
    const tasks = await list();
    expect(tasks).toHaveLength(2);
    const answer = await local.clients.ecs.send(
      new DescribeTasksCommand({ cluster, tasks: [...tasks, 'nope'] }),
    );
    expect(answer.tasks).toMatchObject([
      { taskArn: tasks[0], lastStatus: 'RUNNING', group: 'service:web' },
      { taskArn: tasks[1], lastStatus: 'RUNNING', group: 'service:web' },
    ]);
    expect(answer.failures).toEqual([{ arn: 'nope', reason: 'MISSING' }]);
  });

  test('a protected one outlives a scale-in', async () => {
    const [first = ''] = await list();
    await local.clients.ecs.send(
      new UpdateTaskProtectionCommand({
        cluster,
        tasks: [first],
        protectionEnabled: true,
        expiresInMinutes: 5,
      }),
    );
    await scale('web', 0);
    local.clock.advance(240_000);
    expect(await describeOne('web')).toMatchObject({ desiredCount: 0, runningCount: 1 });
    expect(await list()).toEqual([first]);
    const command = new GetTaskProtectionCommand({ cluster, tasks: [first] });
    const { protectedTasks = [] } = await local.clients.ecs.send(command);
    expect(protectedTasks).toMatchObject([{ taskArn: first, protectionEnabled: true }]);
    local.clock.advance(120_000);
    expect(await list()).toEqual([]);
  });

  test('ten can be protected at once, and no more', async () => {
    const tasks = Array.from({ length: 11 }, (_, index) => `task-${index}`);
    const command = new UpdateTaskProtectionCommand({ cluster, tasks, protectionEnabled: true });
    expect((await failure(local.clients.ecs.send(command))).name).toBe('InvalidParameterException');
  });
});
