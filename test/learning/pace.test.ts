/** How much a busy worker does, from queue metrics to the rule's divisor. */
import { describe, expect, it } from 'vitest';
import { createMemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { explain } from '#engine/explain.ts';
import { keyOf, type Reading } from '#engine/model.ts';
import { paceSignal } from '#lib/learning/paces.ts';
import { learnNamed } from '#lib/learning.ts';
import { runTick } from '#lib/tick.ts';
import { endless, fleetOf, home, idOf, minuteMs, viewOf } from '../tick/support.ts';
import { learningInput, nowMs } from './support.ts';

const fleet = fleetOf(`
policies:
  worker:
    min: 0
    max: 50
    queue: https://sqs.us-east-1.amazonaws.com/123456789012/jobs
    rules: [{ kind: backlog, perTask: 50, acceptableDelay: 5m, jobsPerTaskPerMinute: learnt }]
services:
  - { cluster: prod, name: web, policy: worker }
`);

const series = (value: number, tasks?: number, minutes = 400): Reading => ({
  kind: 'series',
  points: Array.from({ length: minutes }, (_, index) => ({
    atMs: nowMs - (minutes - index) * minuteMs,
    value,
    ...(tasks === undefined ? {} : { tasks }),
  })),
});

type Past = { readonly done: Reading; readonly waiting: Reading; readonly tasks: Reading };

const busy: Past = { done: series(80), waiting: series(900), tasks: series(97, 4) };

const worldOf = ({ done, waiting, tasks }: Past) => {
  const world = createMemoryWorld();
  placeService(world, viewOf('web', 4), {
    queueDepth: { kind: 'series', points: [{ atMs: nowMs, value: 900 }] },
    cpu: tasks,
    [paceSignal('queueDepth', 'done')]: done,
    [paceSignal('queueDepth', 'waiting')]: waiting,
    'tasks of the service': tasks,
  });
  return world;
};

const learn = async (world: ReturnType<typeof worldOf>, atMs = nowMs) => {
  const report = await learnNamed(['prod/web'], learningInput(world, { fleet, nowMs: atMs }));
  const recalled = world.learnt.get(keyOf(idOf('web')));
  if (recalled?.kind !== 'learnt') throw new Error('nothing was kept');
  return { report, signal: recalled.learnt.signals['queueDepth'] };
};

describe('the pace of workers', () => {
  it('is learnt of three metrics, and nothing else is asked for', async () => {
    const { report, signal } = await learn(worldOf(busy));
    expect(report).toMatchObject({ failed: [], doubted: [], billedMetrics: 3 });
    expect(signal?.foresight.throughput).toMatchObject({ jobsPerTaskMinute: 20, busyMinutes: 240 });
  });

  it('is what the next tick divides by', async () => {
    const world = worldOf(busy);
    await learn(world);
    const ports = createMemoryPorts(world);
    const report = await runTick({ tickMs: nowMs, fleet, home, ports, deadline: endless });
    expect(report.decisions.map(explain)).toEqual([
      expect.stringContaining('measured 20 jobs per task and minute over 240 busy minutes'),
    ]);
    expect(report.decisions[0]?.to).toBe(9);
  });

  it('is known for as long as the queue is empty', async () => {
    const world = worldOf(busy);
    await learn(world);
    const quiet = { done: series(0), waiting: series(0), tasks: series(1, 4) };
    for (const [key, readings] of worldOf(quiet).readings) world.readings.set(key, readings);
    const { signal } = await learn(world, nowMs + 3_600_000);
    expect(signal?.foresight.throughput).toMatchObject({ jobsPerTaskMinute: 20, madeAtMs: nowMs });
  });

  it('is not known of a queue that was never busy', async () => {
    const { signal } = await learn(worldOf({ ...busy, waiting: series(2) }));
    expect(signal?.foresight.throughput).toEqual({ kind: 'none', busyMinutes: 0 });
  });

  it('is counted by tasks, of which each has three samples a minute with 20-second metrics', async () => {
    const { signal } = await learn(worldOf({ ...busy, tasks: series(97, 12) }));
    expect(signal?.foresight.throughput).toMatchObject({ jobsPerTaskMinute: 20 });
  });

  it('that cannot be read is what it was before', async () => {
    const world = worldOf(busy);
    await learn(world);
    const failed: Reading = { kind: 'failed', cause: 'throttled' };
    for (const [key, readings] of worldOf({ ...busy, done: failed }).readings) {
      world.readings.set(key, readings);
    }
    const { signal } = await learn(world, nowMs + 3_600_000);
    expect(signal?.doubt).toEqual({ kind: 'unread', cause: 'throttled' });
    expect(signal?.foresight.throughput).toMatchObject({ jobsPerTaskMinute: 20 });
  });
});
