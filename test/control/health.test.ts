import { describe, expect, it } from 'vitest';
import { placeService } from '#adapters/memory/world.ts';
import type { ControlPorts } from '#lib/control/world.ts';
import { shard } from '#lib/tick/shard.ts';
import { minuteMs, startMs, viewOf } from '../tick/support.ts';
import { ask, fleetWith, rowOf, stageOf } from './support.ts';

const failing = () => Promise.reject(new Error('AccessDenied'));
const silent = () => new Promise<never>(() => undefined);

const fleet = () => {
  const aws = fleetWith(rowOf('web'));
  placeService(aws, viewOf('web', 4));
  return aws;
};

describe('GET /health', () => {
  it('is well when the work of a tick can be done', async () => {
    expect(await ask(stageOf({ aws: fleet() }), 'GET /health')).toMatchObject({
      status: 200,
      body: { status: 'healthy', failed: [] },
    });
  });

  const faults: readonly { readonly check: string; readonly ports: Partial<ControlPorts> }[] = [
    { check: 'table', ports: { canary: { claim: failing } } },
    { check: 'metrics', ports: { signals: { read: failing } } },
    { check: 'ecs', ports: { serviceReader: { describe: failing } } },
    { check: 'ecs', ports: { summaries: { read: failing } } },
    { check: 'ticks', ports: { lastTick: { at: failing } } },
  ];
  it.each(faults)('fails when $check fails, and says which and why', async ({ check, ports }) => {
    const { status, body } = await ask(stageOf({ aws: fleet(), ports }), 'GET /health');
    expect(status).toBe(503);
    expect(body).toMatchObject({
      status: 'unhealthy',
      failed: [{ check, why: expect.stringContaining('AccessDenied') }],
    });
  });

  it('fails when ECS cannot be asked about the service', async () => {
    const aws = fleet();
    aws.lookups.set('123456789012/us-east-1/prod/web', { kind: 'failed', cause: 'Rate exceeded' });
    expect(await ask(stageOf({ aws }), 'GET /health')).toMatchObject({
      status: 503,
      body: { failed: [{ check: 'ecs', why: 'Rate exceeded' }] },
    });
  });

  it('fails in time when a part never answers', async () => {
    const world = { deadline: { remainingMs: () => 20, signal: new AbortController().signal } };
    const stage = stageOf({ aws: fleet(), ports: { canary: { claim: silent } }, world });
    expect(await ask(stage, 'GET /health')).toMatchObject({
      status: 503,
      body: { failed: [{ check: 'table', why: 'no answer within 20 ms' }] },
    });
  });

  it.each([
    { intervals: 3, status: 200 },
    { intervals: 4, status: 503 },
  ])('with the last tick $intervals intervals ago is $status', async ({ intervals, status }) => {
    const world = { nowMs: startMs + intervals * minuteMs };
    expect((await ask(stageOf({ aws: fleet(), world }), 'GET /health')).status).toBe(status);
  });

  it.each([
    { what: 'is worked on', atMs: startMs + 9 * minuteMs, status: 200 },
    { what: 'has had no worker for five ticks', atMs: startMs + 5 * minuteMs, status: 503 },
    { what: 'never had a worker', atMs: null, status: 503 },
  ])('of a divided fleet one shard of which $what is $status', async ({ atMs, status }) => {
    const aws = fleet();
    const nowMs = startMs + 10 * minuteMs;
    aws.lastTicks.set(shard, nowMs);
    aws.divisions.push({ shards: ['a/0', 'a/1'], sinceMs: startMs });
    aws.lastTicks.set('a/0', nowMs);
    if (atMs !== null) aws.lastTicks.set('a/1', atMs);
    const answer = await ask(stageOf({ aws, world: { nowMs } }), 'GET /health');
    expect(answer.status).toBe(status);
    if (status === 503) {
      expect(answer.body).toMatchObject({
        failed: [{ check: 'ticks', why: expect.stringContaining('1 of 2 shards') }],
      });
    }
  });

  it('of a fleet divided just now waits for its workers', async () => {
    const aws = fleet();
    aws.divisions.push({ shards: ['a/0', 'a/1'], sinceMs: startMs });
    expect((await ask(stageOf({ aws }), 'GET /health')).status).toBe(200);
  });

  it('before the first tick is not well', async () => {
    const aws = fleet();
    aws.lastTicks.clear();
    expect(await ask(stageOf({ aws }), 'GET /health')).toMatchObject({
      status: 503,
      body: { failed: [{ check: 'ticks', why: expect.stringContaining('no tick has run yet') }] },
    });
  });

  it('of a fleet without services is well', async () => {
    expect((await ask(stageOf({ aws: fleetWith() }), 'GET /health')).status).toBe(200);
  });
});

describe('GET /health/detailed', () => {
  it('has every check with its time, and how the fleet is', async () => {
    const { status, body } = await ask(stageOf({ aws: fleet() }), 'GET /health/detailed');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'healthy',
      checks: [
        { check: 'table', ok: true, tookMs: expect.any(Number) },
        { check: 'metrics', ok: true },
        { check: 'ecs', ok: true, detail: 'ECS answered for prod/web: found' },
        { check: 'ticks', ok: true },
      ],
      fleet: { score: 100, services: { steady: 1 }, tickMs: 900, metricsRead: 1 },
    });
  });
});
