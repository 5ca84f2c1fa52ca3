/** PromQL over HTTP, against the local AWS with its limits on: the same readings as from CloudWatch itself. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAwsSignalSource } from '#adapters/aws-signal-source.ts';
import { clientSettings } from '#adapters/client-settings.ts';
import { keyOf } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { SignalSource } from '#lib/ports.ts';
import { targetGroupArn } from '#local/arns.ts';
import { manualClock } from '#local/clock.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { anyone } from '../dynamodb.ts';
import { deadlineIn, home, idOf, readOf } from '../sample.ts';

const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
const minuteMs = 60_000;
const deadline = deadlineIn(30_000);
const group = { name: 'web', loadBalancer: 'shop' };

const services: readonly ServiceSetup[] = [
  { cluster: 'shop', name: 'web', desired: 4, load: () => 200, targetGroup: group },
  { cluster: 'jobs', name: 'web', desired: 9, load: () => 90 },
  { cluster: 'shop', name: 'asleep', desired: 0 },
  { cluster: 'jobs', name: 'fast', desired: 4, load: () => 200, metricsSeconds: 20 },
  ...Array.from({ length: 40 }, (_, at) => ({
    cluster: 'shop',
    name: `s${at}`,
    desired: 1,
    load: () => at,
  })),
];

let aws: RunningLocalAws;
let nowMs: number;
let promql: SignalSource;
let cloudwatch: SignalSource;

beforeEach(async () => {
  const clock = manualClock(startMs);
  aws = await startLocalAws({ world: createWorld({ seed: 1, startMs, services }), clock });
  clock.advance(15 * minuteMs);
  nowMs = clock.nowMs();
  const settings = {
    ...clientSettings({ region: home.region, endpoint: aws.url }),
    ...anyone,
  };
  cloudwatch = createAwsSignalSource(settings);
  promql = createAwsSignalSource(settings, { kind: 'promql', account: home.account });
});
afterEach(() => aws.stop());

const readFor = (fields: Partial<Read>): Read =>
  readOf({
    startMs: nowMs - 10 * minuteMs,
    endMs: nowMs,
    targetGroupArns: [targetGroupArn(home, group)],
    ...fields,
  });

const everyKind: readonly Read['definition'][] = [
  { kind: 'cpu' },
  { kind: 'memory' },
  { kind: 'requests' },
  { kind: 'errors' },
  { kind: 'latency', statistic: 'Average' },
  { kind: 'latency', statistic: 'p95' },
];

/** Sums divided by counts differ in their last digits from averages. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, each) => (typeof each === 'number' ? Number(each.toFixed(6)) : each)),
  );

const readingsOf = async (source: SignalSource, reads: readonly Read[]) => {
  const { readings } = await source.read(reads, deadline);
  return rounded([...readings]);
};

test('the readings of every signal are those of CloudWatch, moments and tasks included', async () => {
  const ids = [idOf('web'), idOf('web', 'jobs'), idOf('asleep'), idOf('s7')];
  const reads = ids.flatMap((service) =>
    everyKind.map((definition, at) => readFor({ service, definition, signal: `signal${at}` })),
  );
  expect(await readingsOf(promql, reads)).toEqual(await readingsOf(cloudwatch, reads));
});

test('points of 20 seconds are those of CloudWatch, and are paid for there', async () => {
  const thirds = { startMs: nowMs - 10 * minuteMs, endMs: nowMs };
  const reads = [readFor({ service: idOf('fast', 'jobs'), thirds })];
  expect(await readingsOf(promql, reads)).toEqual(await readingsOf(cloudwatch, reads));
  const { billedMetrics, readings } = await promql.read(reads, deadline);
  expect(readings.values().next().value?.['cpu']).toMatchObject({ newest: { tasks: 4 } });
  expect(billedMetrics).toBeGreaterThan(1);
  expect(billedMetrics).toBeLessThan(1.1);
});

const cpuOfAll = () =>
  services.map(({ cluster, name }) => readFor({ service: idOf(name, cluster) }));

test('a cluster takes two queries, and what they scanned is billed by the sample', async () => {
  const { billedMetrics, readings } = await promql.read(cpuOfAll(), deadline);
  expect(aws.calls.get('cloudwatch:QueryMetrics')).toBe(4);
  expect(aws.calls.get('cloudwatch:GetMetricData')).toBeUndefined();
  const points = [...readings.values()].reduce(
    (sum, { cpu }) => sum + (cpu?.kind === 'series' ? cpu.points.length : 0),
    0,
  );
  expect(billedMetrics).toBeCloseTo((2 * points) / 1000);
});

test('an answer that is cut off is asked again by halves, until nothing is missing', async () => {
  const reads = cpuOfAll().filter(({ service }) => service.cluster === 'shop');
  const expected = await readingsOf(promql, reads);
  const before = aws.calls.get('cloudwatch:QueryMetrics') ?? 0;
  aws.faults.set({ operation: 'cloudwatch:QueryMetrics', kind: 'partial', count: 5 });
  expect(await readingsOf(promql, reads)).toEqual(expected);
  expect((aws.calls.get('cloudwatch:QueryMetrics') ?? 0) - before).toBeGreaterThan(4);
});

test('what stays cut off has failed and is not absent, after a bounded number of queries', async () => {
  aws.faults.set({ operation: 'cloudwatch:QueryMetrics', kind: 'partial' });
  const { readings } = await promql.read([readFor({}), readFor({ service: idOf('s1') })], deadline);
  expect(readings.get(keyOf(idOf('web')))?.['cpu']).toEqual({
    kind: 'failed',
    cause: expect.stringContaining('answered in part: results truncated'),
  });
  expect(aws.calls.get('cloudwatch:QueryMetrics')).toBeLessThanOrEqual(6);
});

test('a failure is a failure: CloudWatch is not asked instead', async () => {
  aws.faults.set({ operation: 'cloudwatch:QueryMetrics', kind: 'error' });
  const short = { ...deadlineIn(50) };
  const { readings, billedMetrics } = await promql.read([readFor({})], short);
  expect(readings.get(keyOf(idOf('web')))?.['cpu']).toMatchObject({
    kind: 'failed',
    cause: expect.stringContaining('PromQL query_range'),
  });
  expect(billedMetrics).toBe(0);
  expect(aws.calls.get('cloudwatch:GetMetricData')).toBeUndefined();
});

test('throttling is waited out', async () => {
  aws.faults.set({ operation: 'cloudwatch:QueryMetrics', kind: 'throttle', count: 1 });
  const { readings } = await promql.read([readFor({})], deadline);
  expect(readings.get(keyOf(idOf('web')))?.['cpu']?.kind).toBe('series');
});

test('metrics that come late look late, and the last value is not repeated', async () => {
  aws.faults.set({ operation: 'cloudwatch:QueryMetrics', kind: 'stale' });
  const later = readFor({ startMs: nowMs, endMs: nowMs + 5 * minuteMs });
  const { readings } = await promql.read([later], deadline);
  expect(readings.get(keyOf(idOf('web')))?.['cpu']).toEqual({ kind: 'absent' });
});

test('services of another account are not this one', async () => {
  const settings = { ...clientSettings({ region: home.region, endpoint: aws.url }), ...anyone };
  const elsewhere = createAwsSignalSource(settings, { kind: 'promql', account: '999999999999' });
  const { readings } = await elsewhere.read([readFor({})], deadline);
  expect(readings.get(keyOf(idOf('web')))?.['cpu']).toEqual({ kind: 'absent' });
});
