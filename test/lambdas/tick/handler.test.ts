/** The bundle as it is deployed, over HTTP against the local AWS: the thinnest slice through everything. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { bundleLambda } from '#lib/bundle.ts';
import { metricNames } from '#lib/telemetry.ts';
import { type ManualClock, manualClock } from '#local/clock.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { createTable } from '../../adapters/dynamodb.ts';

const minuteMs = 60_000;
/** CloudWatch takes metrics of the last 14 days only, and Powertools warns of others. */
const startMs = Math.floor(Date.now() / minuteMs) * minuteMs - 60 * minuteMs;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

const moduleSchema = z.object({
  handler: z.custom<(event: unknown, context: unknown) => Promise<void>>(
    (value) => typeof value === 'function',
  ),
});

const targetGroup = { name: 'web', loadBalancer: 'shop' };

let folder: string;
let bundle: string;
let aws: RunningLocalAws;
let clock: ManualClock;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-handler-'));
  const entry = fileURLToPath(new URL('../../../lambdas/tick/handler.ts', import.meta.url));
  bundle = await bundleLambda(entry, folder);
  await writeFile(join(folder, 'fleet.yaml'), '');
});

afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  clock = manualClock(startMs);
  const web = { cluster: 'shop', name: 'web', tags: { 'flyball:enabled': 'true' } };
  const services = [{ ...web, desired: 4, load: () => 340, targetGroup }];
  aws = await startLocalAws({ world: createWorld({ seed: 1, startMs, services }), clock });
  clock.advance(15 * minuteMs);
  const region = 'us-east-1';
  await createTable(new DynamoDBClient({ endpoint: aws.url, region, credentials }), 'flyball');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await aws.stop();
});

/** A cold start: the module is new, and reads its environment. */
const start = async (mode: 'observe' | 'act') => {
  const environment = {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    FLYBALL_ACCOUNT: '123456789012',
    FLYBALL_STACK: 'Flyball',
    FLYBALL_TABLE: 'flyball',
    FLYBALL_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:flyball',
    FLYBALL_CLOCK: 'event',
    FLYBALL_MODE: mode,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const { handler } = moduleSchema.parse(
    await import(`${pathToFileURL(bundle)}?${encodeURIComponent(aws.url)}`),
  );
  return () =>
    handler(
      { kind: 'tick', scheduledTime: new Date(clock.nowMs()).toISOString() },
      { functionName: 'tick', getRemainingTimeInMillis: () => 50_000 },
    );
};

const written = (): readonly unknown[] => {
  const { calls } = vi.mocked(process.stdout.write).mock;
  return calls
    .flatMap(([chunk]) => String(chunk).split('\n'))
    .filter((line) => line.startsWith('{'))
    .map((line): unknown => JSON.parse(line));
};

test('a service under load is scaled out, logged and counted', async () => {
  const tick = await start('act');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await tick();
  expect(aws.calls.get('ecs:UpdateService')).toBe(1);
  expect(written()).toContainEqual(
    expect.objectContaining({
      message: 'scale out',
      serviceKey: '123456789012/us-east-1/shop/web',
      direction: 'out',
      old: 4,
    }),
  );
  expect(written()).toContainEqual(
    expect.objectContaining({ Stack: 'Flyball', [metricNames.decisionsOut]: 1 }),
  );
});

test('observing decides the same and writes nothing to ECS', async () => {
  const tick = await start('observe');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await tick();
  expect(aws.calls.get('ecs:UpdateService')).toBeUndefined();
  expect(written()).toContainEqual(expect.objectContaining({ message: 'scale out', old: 4 }));
});
