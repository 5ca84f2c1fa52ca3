/** The adapters together, over HTTP, against the local AWS with its limits on. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAwsPorts } from '#adapters/aws-ports.ts';
import { clientSettings } from '#adapters/client-settings.ts';
import type { Reading } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { Ports } from '#lib/ports.ts';
import { manualClock } from '#local/clock.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { anyone, createTable } from './dynamodb.ts';
import { deadlineIn, home, idOf, readOf, stateOf } from './sample.ts';

const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
const minuteMs = 60_000;
const deadline = deadlineIn(30_000);
const enabled = { 'flyball:enabled': 'true' };

const services: readonly ServiceSetup[] = [
  {
    cluster: 'shop',
    name: 'web',
    desired: 4,
    tags: enabled,
    load: () => 200,
    targetGroup: { name: 'web', loadBalancer: 'shop' },
  },
  {
    cluster: 'shop',
    name: 'jobs',
    desired: 0,
    queue: { name: 'jobs', arrivals: () => 1, secondsPerJob: 10 },
  },
  { cluster: 'shop', name: 'agent', desired: 1, schedulingStrategy: 'DAEMON' },
  ...Array.from({ length: 30 }, (_, index) => ({ cluster: 'shop', name: `s${index}`, desired: 1 })),
];

let aws: RunningLocalAws;
let ports: Ports;
let nowMs: number;

beforeEach(async () => {
  const clock = manualClock(startMs);
  const scalableTargets = [{ cluster: 'shop', name: 'jobs', min: 0, max: 5 }];
  const world = createWorld({ seed: 1, startMs, services, scalableTargets });
  aws = await startLocalAws({ world, clock });
  clock.advance(15 * minuteMs);
  nowMs = clock.nowMs();
  process.env['AWS_ACCESS_KEY_ID'] = 'local';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
  const settings = clientSettings({ region: home.region, endpoint: aws.url });
  await createTable(new DynamoDBClient({ ...settings, ...anyone }), 'flyball');
  const topicArn = 'arn:aws:sns:us-east-1:123456789012:flyball';
  ports = createAwsPorts({ home, table: 'flyball', topicArn, endpoint: aws.url });
});
afterEach(() => aws.stop());

const targetGroupArns = async (): Promise<readonly string[]> => {
  const lookup = (await ports.serviceReader.describe([idOf('web')], deadline)).get(
    keyOf(idOf('web')),
  );
  return lookup?.kind === 'found' ? lookup.view.targetGroupArns : [];
};

const readSignal = async (definition: Read['definition']): Promise<Reading | undefined> => {
  const read = readOf({
    definition,
    signal: 'it',
    startMs: nowMs - 10 * minuteMs,
    endMs: nowMs,
    targetGroupArns: await targetGroupArns(),
  });
  const { readings } = await ports.signals.read([read], deadline);
  return readings.get(keyOf(read.service))?.['it'];
};

test('the fleet is discovered, described, and another scaler in it is found', async () => {
  expect((await ports.directory.tagged(nowMs, deadline)).services).toEqual([
    { id: idOf('web'), membership: {} },
  ]);
  const ids = services.map(({ name }) => idOf(name));
  const found = await ports.serviceReader.describe([...ids, idOf('gone')], deadline);
  expect(found.size).toBe(34);
  expect(found.get(keyOf(idOf('web')))).toMatchObject({
    view: { desired: 4, running: 4, rollout: 'steady', tags: enabled },
  });
  expect(found.get(keyOf(idOf('agent')))).toEqual({ kind: 'unscalable', why: 'daemon' });
  expect(found.get(keyOf(idOf('gone')))).toEqual({ kind: 'missing' });
  expect(aws.calls.get('ecs:DescribeServices')).toBe(4);
  expect([...(await ports.rivals.find(nowMs, deadline)).found.keys()]).toEqual([
    keyOf(idOf('jobs')),
  ]);
});

test('every signal of a web service is read in its unit', async () => {
  const last = async (definition: Read['definition']) => {
    const reading = await readSignal(definition);
    return reading?.kind === 'series' ? reading.points.at(-1) : reading;
  };
  // 200 requests a second over four tasks of 100 each.
  expect(await last({ kind: 'cpu' })).toMatchObject({ value: expect.closeTo(50, 0), tasks: 4 });
  expect(await last({ kind: 'requests' })).toMatchObject({ value: 12_000 });
  expect(await last({ kind: 'errors' })).toMatchObject({ value: 0 });
  // 50 ms when idle, twice that at half load on average, so more at the 95th percentile.
  const latency = await last({ kind: 'latency', statistic: 'p95' });
  expect(latency).toHaveProperty('value', expect.closeTo(300, -1));
});

test('a queue without workers shows its backlog at once, and what has no tasks has no cpu', async () => {
  const queueUrl = `${aws.url}/123456789012/jobs`;
  expect(await readSignal({ kind: 'queueDepth', queueUrl })).toEqual({
    kind: 'series',
    points: [{ atMs: nowMs, value: 15 * 60 }],
  });
  const cpu = readOf({ service: idOf('jobs'), startMs: nowMs - 10 * minuteMs, endMs: nowMs });
  const { readings } = await ports.signals.read([cpu], deadline);
  expect(readings.get(keyOf(idOf('jobs')))).toEqual({ cpu: { kind: 'absent' } });
});

test('partial data are a failure, and whole again when the fault is gone', async () => {
  aws.faults.set({ operation: 'cloudwatch:GetMetricData', kind: 'partial' });
  expect(await readSignal({ kind: 'cpu' })).toMatchObject({ kind: 'failed' });
  aws.faults.clear();
  expect(await readSignal({ kind: 'cpu' })).toMatchObject({ kind: 'series' });
});

test.each(['throttle', 'error'] as const)('a single %s is ridden out', async (kind) => {
  const operations = [
    'ecs:DescribeServices',
    'ecs:UpdateService',
    'dynamodb:PutItem',
    'sns:Publish',
  ];
  for (const operation of operations) aws.faults.set({ operation, kind, count: 1 });
  const found = await ports.serviceReader.describe([idOf('web')], deadline);
  expect(found.get(keyOf(idOf('web')))?.kind).toBe('found');
  expect(await ports.serviceWriter.setDesired(idOf('web'), 6, deadline)).toEqual({
    kind: 'written',
  });
  expect(await ports.claims.claim('0', nowMs, deadline)).toBe(true);
  await ports.notifier.publish(
    { kind: 'alert', severity: 'error', subject: 's', text: 'hello', detail: {} },
    deadline,
  );
  expect(aws.published).toHaveLength(1);
});

test('a batch of states that comes back in part is completed', async () => {
  const ids = services.map(({ name }) => idOf(name));
  await Promise.all(ids.map((id) => ports.states.save(id, stateOf(), 0, deadline)));
  aws.faults.set({ operation: 'dynamodb:BatchGetItem', kind: 'partial', count: 1 });
  const recalled = await ports.states.load(ids, deadline);
  expect([...recalled.values()].every(({ kind }) => kind === 'found')).toBe(true);
  expect(recalled.size).toBe(ids.length);
});

test('silence is given up before the deadline, and the write may be tried again', async () => {
  aws.faults.set({ operation: 'ecs:UpdateService', kind: 'timeout' });
  const outcome = await ports.serviceWriter.setDesired(idOf('web'), 6, deadlineIn(100));
  expect(outcome).toMatchObject({ kind: 'refused', retryable: true });
});

test.each<Read['definition']>([
  { kind: 'cpu' },
  { kind: 'requests' },
  { kind: 'latency', statistic: 'p95' },
  { kind: 'errors' },
])('$kind is the same by the free requests as by the paid ones', async (definition) => {
  const read = readOf({
    definition,
    signal: 'it',
    startMs: nowMs - 10 * minuteMs,
    endMs: nowMs,
    targetGroupArns: await targetGroupArns(),
  });
  const [paid, free] = [
    await ports.signals.read([read], deadline, 0),
    await ports.signals.read([read], deadline, 100),
  ];
  expect(free.readings).toEqual(paid.readings);
  expect(paid).toMatchObject({ freeRequests: 0 });
  expect(free).toMatchObject({ billedMetrics: 0, freeRequests: paid.billedMetrics });
  expect(aws.calls.get('cloudwatch:GetMetricStatistics')).toBe(paid.billedMetrics);
});

test('where too few requests are free, all of it is paid for', async () => {
  const read = readOf({ definition: { kind: 'cpu' }, signal: 'it', startMs: 0, endMs: 60_000 });
  const errors = { ...read, signal: 'errors', definition: { kind: 'memory' } } as const;
  const measured = await ports.signals.read([read, errors], deadline, 1);
  expect(measured).toMatchObject({ billedMetrics: 2, freeRequests: 0 });
});
