/** A local AWS with a small fleet, a clock that only the test moves, and unmodified SDK clients. */
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type ManualClock, manualClock } from '#local/clock.ts';
import { type LocalAwsOptions, type RunningLocalAws, startLocalAws } from '#local/server.ts';
import type { WorldSetup } from '#simulator/plant/setup.ts';
import { createWorld, type World } from '#simulator/plant/world.ts';

export const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
export const minuteMs = 60_000;

export type Fixture = RunningLocalAws & {
  readonly world: World;
  readonly clock: ManualClock;
  readonly clients: ReturnType<typeof clientsOf>;
};

type Keys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** One attempt: what the server says is what the test sees. */
export const clientsOf = (
  endpoint: string,
  region = 'us-east-1',
  credentials: Keys = { accessKeyId: 'local', secretAccessKey: 'local' },
) => {
  const config = { endpoint, region, credentials, maxAttempts: 1 };
  return {
    ecs: new ECSClient(config),
    cloudwatch: new CloudWatchClient(config),
    sqs: new SQSClient(config),
    sns: new SNSClient(config),
    loadBalancing: new ElasticLoadBalancingV2Client(config),
    tagging: new ResourceGroupsTaggingAPIClient(config),
    autoScaling: new ApplicationAutoScalingClient(config),
    dynamodb: new DynamoDBClient(config),
  };
};

export const startFixture = async (
  setup: Partial<WorldSetup>,
  options: Partial<LocalAwsOptions> = {},
): Promise<Fixture> => {
  const world = createWorld({ seed: 1, startMs, services: [], ...setup });
  const clock = manualClock(startMs);
  const running = await startLocalAws({ world, clock, ...options });
  const clients = clientsOf(running.url);
  return {
    ...running,
    world,
    clock,
    clients,
    stop: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await running.stop();
    },
  };
};

/** The error that a call ends with. */
export const failure = async (call: Promise<unknown>): Promise<Error> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('The call was expected to fail, and did not');
};
