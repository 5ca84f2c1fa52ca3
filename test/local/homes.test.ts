/** Several accounts and regions on one port: keys lead to the account, the signature's scope to the region. */
import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeServicesCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Home } from '#local/arns.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { clientsOf, type Fixture, failure, minuteMs, startFixture, startMs } from './fixture.ts';

const own = { account: '123456789012', region: 'us-east-1' };
const abroad = { account: own.account, region: 'eu-west-1' };
const other = { account: '222222222222', region: 'us-east-1' };
const otherAbroad = { account: other.account, region: 'eu-west-1' };
const spoke = { account: other.account, name: 'FlyballSpoke', externalId: 'flyball' };
const arn = 'arn:aws:iam::222222222222:role/FlyballSpoke';

/** The same name everywhere, told apart by its count. */
const web = (desired: number): ServiceSetup => ({
  cluster: 'shop',
  name: 'web',
  desired,
  tags: { 'flyball:enabled': 'true' },
  load: () => 100 * desired * 0.5,
  queue: { name: `jobs-${desired}`, arrivals: () => 0, secondsPerJob: 1 },
});

const worldOf = (desired: number) =>
  createWorld({
    seed: 1,
    startMs,
    services: [web(desired)],
    scalableTargets: desired === 3 ? [{ cluster: 'shop', name: 'web', min: 1, max: 9 }] : [],
  });

let local: Fixture;
let sts: STSClient;

beforeEach(async () => {
  local = await startFixture(
    { services: [web(1)] },
    {
      roles: [spoke],
      elsewhere: [
        { home: abroad, world: worldOf(2) },
        { home: other, world: worldOf(3) },
        { home: otherAbroad, world: worldOf(4) },
      ],
    },
  );
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  sts = new STSClient({ endpoint: local.url, region: own.region, credentials, maxAttempts: 1 });
});

afterEach(async () => {
  sts.destroy();
  await local.stop();
});

const assume = async (changed: Partial<AssumeRoleCommandInput> = {}) => {
  const input = { RoleArn: arn, RoleSessionName: 'flyball-test', ExternalId: 'flyball' };
  const { Credentials } = await sts.send(new AssumeRoleCommand({ ...input, ...changed }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
    expiresMs: Credentials?.Expiration?.getTime() ?? 0,
  };
};

const clientsIn = async ({ account, region }: Home) => {
  const clients =
    account === own.account
      ? clientsOf(local.url, region)
      : clientsOf(local.url, region, await assume());
  onTestFinished(() => {
    for (const client of Object.values(clients)) client.destroy();
  });
  return clients;
};

const describeWeb = new DescribeServicesCommand({ cluster: 'shop', services: ['web'] });

describe.each([
  [own, 1],
  [abroad, 2],
  [other, 3],
  [otherAbroad, 4],
])('in %o', (home, desired) => {
  const { account, region } = home;

  it('only the services that are there are seen and changed', async () => {
    const { ecs, tagging } = await clientsIn(home);
    const { services = [] } = await ecs.send(describeWeb);
    expect(services).toMatchObject([
      { desiredCount: desired, serviceArn: `arn:aws:ecs:${region}:${account}:service/shop/web` },
    ]);
    const { ResourceTagMappingList } = await tagging.send(new GetResourcesCommand({}));
    expect(ResourceTagMappingList).toMatchObject([{ ResourceARN: services[0]?.serviceArn }]);
    await ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'web', desiredCount: 9 }));
    const counts = await Promise.all(
      [own, abroad, other, otherAbroad].map(async (each) => {
        const clients = await clientsIn(each);
        return (await clients.ecs.send(describeWeb)).services?.[0]?.desiredCount;
      }),
    );
    expect(counts).toEqual([1, 2, 3, 4].map((count) => (count === desired ? 9 : count)));
  });

  it('metrics and queues are those of the services there', async () => {
    const { cloudwatch, sqs } = await clientsIn(home);
    local.clock.advance(10 * minuteMs);
    const stat = {
      Metric: {
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Dimensions: [
          { Name: 'ClusterName', Value: 'shop' },
          { Name: 'ServiceName', Value: 'web' },
        ],
      },
      Period: 60,
      Stat: 'SampleCount',
    };
    const { MetricDataResults: [result] = [] } = await cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: [{ Id: 'm', MetricStat: stat }],
        StartTime: new Date(startMs),
        EndTime: new Date(local.clock.nowMs()),
      }),
    );
    expect(result?.Values?.[0]).toBe(desired);
    const depth = (name: string) =>
      sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
          AttributeNames: ['ApproximateNumberOfMessages'],
        }),
      );
    await depth(`jobs-${desired}`);
    const missing = await failure(depth(`jobs-${desired === 1 ? 2 : 1}`));
    expect(missing.name).toBe('QueueDoesNotExist');
  });
});

it('what Application Auto Scaling has registered is told where it is registered', async () => {
  const registeredIn = async (home: Home) => {
    const { autoScaling } = await clientsIn(home);
    const command = new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' });
    return (await autoScaling.send(command)).ScalableTargets?.length;
  };
  expect(await registeredIn(own)).toBe(0);
  expect(await registeredIn(other)).toBe(1);
});

it('each home has quotas of its own', async () => {
  const exhaust = async (home: Home) => {
    const { ecs } = await clientsIn(home);
    for (let call = 0; call < 50; call += 1) {
      await ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'web' }));
    }
    return ecs;
  };
  const ecs = await exhaust(abroad);
  const throttled = ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'web' }));
  expect((await failure(throttled)).name).toBe('ThrottlingException');
  await exhaust(other);
});

it('trouble can be that of one home', async () => {
  local.faults.set({ operation: 'ecs:DescribeServices', kind: 'error', home: other });
  const { ecs } = await clientsIn(other);
  expect((await failure(ecs.send(describeWeb))).name).toBe('ServerException');
  await (await clientsIn(otherAbroad)).ecs.send(describeWeb);
  local.faults.clear('ecs:DescribeServices');
  await ecs.send(describeWeb);
});

it('tables are those of the stack', async () => {
  const { dynamodb } = await clientsIn(other);
  const error = await failure(dynamodb.send(new ListTablesCommand({})));
  expect(error.name).toBe('ResourceNotFoundException');
});

describe('a role', () => {
  it.each([
    ['of another name', { RoleArn: 'arn:aws:iam::222222222222:role/Another' }],
    [
      'of an account that nobody prepared',
      { RoleArn: 'arn:aws:iam::333333333333:role/FlyballSpoke' },
    ],
    ['asked for with another external id', { ExternalId: 'guess' }],
    ['asked for without its external id', { ExternalId: undefined }],
  ])('%s is not given', async (_, changed) => {
    const error = await failure(assume(changed));
    expect(error.name).toBe('AccessDenied');
    expect(error.message).toContain(
      'is not authorized to perform: sts:AssumeRole on resource: arn:',
    );
  });

  it('gives keys for as long as asked', async () => {
    const leftMs = (await assume({ DurationSeconds: 900 })).expiresMs - Date.now();
    expect(leftMs).toBeGreaterThan(890_000);
    expect(leftMs).toBeLessThanOrEqual(900_000);
  });

  it('that is taken away takes its keys along, and gives new ones when it is back', async () => {
    const { ecs } = await clientsIn(other);
    local.roles.remove(spoke);
    expect((await failure(ecs.send(describeWeb))).name).toBe('UnrecognizedClientException');
    expect((await failure(assume())).name).toBe('AccessDenied');
    local.roles.put(spoke);
    await (await clientsIn(other)).ecs.send(describeWeb);
  });

  it('opens nothing to who has its key and not its token', async () => {
    const { accessKeyId, secretAccessKey } = await assume();
    const { ecs } = clientsOf(local.url, other.region, { accessKeyId, secretAccessKey });
    onTestFinished(() => ecs.destroy());
    expect((await failure(ecs.send(describeWeb))).name).toBe('UnrecognizedClientException');
  });
});

it('a region that the account has not enabled knows nobody', async () => {
  const { ecs, loadBalancing } = await clientsIn({ account: own.account, region: 'af-south-1' });
  expect((await failure(ecs.send(describeWeb))).name).toBe('UnrecognizedClientException');
  const groups = loadBalancing.send(new DescribeTargetGroupsCommand({}));
  expect((await failure(groups)).name).toBe('InvalidClientTokenId');
});
