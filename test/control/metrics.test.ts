import { describe, expect, it } from 'vitest';
import { placeService } from '#adapters/memory/world.ts';
import type { Point } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import { cpuOf, fleetOf, minuteMs, startMs, viewOf } from '../tick/support.ts';
import { ask, fleetWith, rowOf, stageOf } from './support.ts';

const fleetKey = '123456789012/us-east-1/Flyball/Flyball';

const minutes = (count: number, atIndex: (index: number) => number): readonly Point[] =>
  Array.from({ length: count }, (_, index) => ({
    atMs: startMs - (count - index) * minuteMs,
    value: atIndex(index),
  }));

const withMetrics = (metrics: Readonly<Record<string, readonly Point[]>>) => {
  const aws = fleetWith(rowOf('web'));
  const readings = Object.entries(metrics).map(([name, points]) => [
    name,
    { kind: 'series' as const, points },
  ]);
  aws.readings.set(fleetKey, Object.fromEntries(readings));
  placeService(aws, viewOf('web', 4), { cpu: cpuOf(60, 4) });
  return aws;
};

const refuse = { signals: { read: () => Promise.reject(new Error('throttled')) } };

describe('GET /metrics', () => {
  it('has every metric with its latest value, and null where there is none', async () => {
    const aws = withMetrics({ TickDuration: minutes(3, (index) => 800 + index) });
    const { body } = await ask(stageOf({ aws }), 'GET /metrics');
    const { metrics } = body as { metrics: { name: string; value: number | null }[] };
    expect(metrics).toContainEqual({
      name: 'TickDuration',
      statistic: 'Maximum',
      value: 802,
      at: new Date(startMs - minuteMs).toISOString(),
    });
    expect(metrics).toContainEqual({ name: 'Ticks', statistic: 'Sum', value: null, at: null });
  });

  it('says so when CloudWatch does not answer', async () => {
    const { status, body } = await ask(stageOf({ ports: refuse }), 'GET /metrics');
    expect(status).toBe(200);
    expect(body).toMatchObject({ missing: [{ part: 'metrics', why: 'throttled' }] });
  });
});

describe('GET /metrics/{name}', () => {
  it('has the points of a signal of a service, with the tasks behind each', async () => {
    const stage = stageOf({ aws: withMetrics({}) });
    const { body } = await ask(stage, 'GET /metrics/cpu?service=prod~web');
    const { points } = body as { points: unknown[] };
    expect(points).toHaveLength(10);
    expect(points.at(-1)).toEqual({
      at: new Date(startMs - minuteMs).toISOString(),
      value: 60,
      tasks: 4,
    });
  });

  it('looks a thousand points back, and no more', async () => {
    const reads: Read[] = [];
    const signals = {
      read: async (asked: readonly Read[]) => {
        reads.push(...asked);
        return { readings: new Map(), billedMetrics: 1 };
      },
    };
    const stage = stageOf({ aws: withMetrics({}), ports: { signals } });
    await ask(stage, 'GET /metrics/Ticks');
    await ask(stage, 'GET /metrics/Ticks?points=10&period=300');
    expect(reads.map(({ startMs: fromMs, endMs }) => endMs - fromMs)).toEqual([
      1000 * minuteMs,
      10 * 5 * minuteMs,
    ]);
    expect(await ask(stage, 'GET /metrics/Ticks?points=1001')).toMatchObject({ status: 400 });
  });

  it('reads the past of a queue from CloudWatch, since SQS knows only now', async () => {
    const reads: Read[] = [];
    const signals = {
      read: async (asked: readonly Read[]) => {
        reads.push(...asked);
        return { readings: new Map(), billedMetrics: 1 };
      },
    };
    const fleet = fleetOf(
      'defaults:\n  queue: https://sqs.us-east-1.amazonaws.com/123456789012/jobs\n  rules:\n    - { kind: backlog, signal: queueDepth, perTask: 50 }\n',
    );
    const stage = stageOf({ aws: withMetrics({}), ports: { signals }, world: { fleet } });
    const { status } = await ask(stage, 'GET /metrics/queueDepth?service=prod~web');
    expect(status).toBe(200);
    expect(reads).toMatchObject([
      { definition: { namespace: 'AWS/SQS', dimensions: { QueueName: 'jobs' } } },
    ]);
  });

  it.each([
    { path: '/metrics/Nothing', says: 'there are Ticks' },
    { path: '/metrics/nothing?service=prod~web', says: 'cpu' },
    { path: '/metrics/constructor?service=prod~web', says: 'no signal constructor' },
    { path: '/metrics/cpu?service=prod~gone', says: 'no service that Flyball manages' },
  ])('$path is not found, and the answer says what is', async ({ path, says }) => {
    const { status, body } = await ask(stageOf({ aws: withMetrics({}) }), `GET ${path}`);
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain(says);
  });

  it('is a problem when CloudWatch does not answer: no data is not an empty answer', async () => {
    const stage = stageOf({ aws: withMetrics({}), ports: refuse });
    expect(await ask(stage, 'GET /metrics/Ticks')).toMatchObject({ status: 503 });
  });
});

describe('GET /performance', () => {
  it('sums up how ticks did', async () => {
    const aws = withMetrics({
      Ticks: minutes(60, () => 1).slice(3),
      TickDuration: minutes(60, (index) => index + 1),
      DecisionsOut: minutes(60, () => 2),
    });
    const { body } = await ask(stageOf({ aws }), 'GET /performance');
    expect(body).toMatchObject({
      did: {
        ticks: { completed: 57, expected: 60, successRatio: 0.95 },
        durationMs: { mean: 30.5, min: 1, max: 60, p95: 57, p99: 60 },
        ageSeconds: null,
        actions: { out: 120, in: 0 },
      },
    });
  });

  it('knows nothing when CloudWatch does not answer', async () => {
    const { body } = await ask(stageOf({ ports: refuse }), 'GET /performance?hours=24');
    expect(body).toMatchObject({ did: null, missing: [{ part: 'metrics' }] });
  });
});
