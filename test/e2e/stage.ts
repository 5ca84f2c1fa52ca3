/**
 * A stage for stories: the bundle as CDK deploys it, the local AWS with its limits on, and a clock that only the
 * story moves. Every tick is what the schedule would send, one minute after the last.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { bundleLambda } from '#lib/bundle.ts';
import { type ManualClock, manualClock } from '#local/clock.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import type { Command } from '#simulator/commands.ts';
import type { ScalableTargetSetup, ServiceSetup } from '#simulator/setup.ts';
import { createWorld, type World } from '#simulator/world.ts';
import { createTable } from '../adapters/dynamodb.ts';
import { type Invoked, type LambdaProcess, startLambda } from './lambda-process.ts';

export const minuteMs = 60_000;
export const startMs = Date.UTC(2026, 10, 2, 9, 0);
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const table = 'flyball';

export type StageOptions = {
  readonly services: readonly ServiceSetup[];
  readonly fleet?: string;
  readonly mode?: 'observe' | 'act';
  readonly scalableTargets?: readonly ScalableTargetSetup[];
};

export type Stage = {
  readonly aws: RunningLocalAws;
  readonly world: World;
  readonly clock: ManualClock;
  readonly table: { readonly client: DynamoDBClient; readonly name: string };
  /** Lets a minute pass and runs its tick. */
  readonly tick: () => Promise<Invoked>;
  /** The same, so many times; the counts of a service after each. */
  readonly ticks: (count: number, service: string) => Promise<readonly number[]>;
  readonly desired: (service: string) => number;
  readonly change: (service: string, command: Command) => void;
  /** Another execution environment of the same function. */
  readonly coldStart: () => Promise<LambdaProcess>;
  readonly updates: () => number;
  readonly end: () => Promise<void>;
};

export const cluster = 'prod';
export const enabled = { 'flyball:enabled': 'true' } as const;

const entry = fileURLToPath(new URL('../../lambdas/tick/handler.ts', import.meta.url));

const bundleWith = async (fleet: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'flyball-e2e-'));
  await writeFile(join(folder, 'fleet.yaml'), fleet);
  return { folder, bundle: await bundleLambda(entry, folder) };
};

const environmentFor = (url: string, mode: string): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  FLYBALL_ACCOUNT: '123456789012',
  FLYBALL_STACK: 'Flyball',
  FLYBALL_TABLE: table,
  FLYBALL_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:flyball',
  FLYBALL_CLOCK: 'event',
  FLYBALL_MODE: mode,
  FLYBALL_DEFAULT_MAX: '40',
});

/** History enough for every window before the first tick. */
const warmUpMinutes = 15;

export const openStage = async (options: StageOptions): Promise<Stage> => {
  const { services, fleet = '', mode = 'act', scalableTargets = [] } = options;
  const { folder, bundle } = await bundleWith(fleet);
  const clock = manualClock(startMs);
  const world = createWorld({ seed: 7, startMs, services, scalableTargets });
  const aws = await startLocalAws({ world, clock });
  const client = new DynamoDBClient({ endpoint: aws.url, region: 'us-east-1', credentials });
  await createTable(client, table);
  clock.advance(warmUpMinutes * minuteMs);
  const environment = environmentFor(aws.url, mode);
  const started: LambdaProcess[] = [];
  const coldStart = async (): Promise<LambdaProcess> => {
    const lambda = await startLambda(bundle, environment);
    started.push(lambda);
    return lambda;
  };
  const warm = await coldStart();
  const desired = (name: string): number => world.find({ cluster, name })?.desired ?? Number.NaN;
  const tick = (): Promise<Invoked> => {
    clock.advance(minuteMs);
    return warm.invoke(clock.nowMs());
  };
  const ticks = async (count: number, service: string): Promise<readonly number[]> => {
    const counts: number[] = [];
    while (counts.length < count) {
      await tick();
      counts.push(desired(service));
    }
    return counts;
  };
  return {
    aws,
    world,
    clock,
    table: { client, name: table },
    tick,
    ticks,
    desired,
    change: (name, command) => {
      world.advanceTo(clock.nowMs());
      world.change({ cluster, name }, command);
    },
    coldStart,
    updates: () => aws.calls.get('ecs:UpdateService') ?? 0,
    end: async () => {
      await Promise.all(started.map((lambda) => lambda.kill()));
      client.destroy();
      await aws.stop();
      await rm(folder, { recursive: true });
    },
  };
};
