/** Scenario B: workers that follow their queues, as `examples/queue-workers` sets them up. */
import { afterEach, describe, expect, it } from 'vitest';
import { explain } from '#engine/explain.ts';
import { protectTasks, sendMessages } from '#simulator/plant/commands.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { enabled } from '../e2e/stage/place.ts';
import { openStage, type Stage } from '../e2e/stage/stage.ts';
import { countsOf, fleetYaml, rebalance } from './queue-fleet.ts';

describe('B1: a worker for every 50 jobs', () => {
  const rows: readonly (readonly [jobs: number, workers: number])[] = [
    [0, 0],
    [1, 1],
    [50, 1],
    [51, 2],
    [100, 2],
    [101, 3],
    [322, 7],
    [500, 10],
    [1000, 10],
  ];
  it.each(rows)('%i jobs need %i', async (jobs, workers) => {
    const [report] = await rebalance([{ thumbnails: jobs }]);
    expect(report && countsOf(report)).toEqual({ thumbnails: workers });
  });
});

describe('B2: ten of a type and twenty in all', () => {
  it('322 and 3 jobs need 7 and 1', async () => {
    const [report] = await rebalance([{ thumbnails: 322, invoices: 3 }]);
    expect(report && countsOf(report)).toEqual({ thumbnails: 7, invoices: 1 });
  });

  it('types that all want ten share twenty, the more important one first', async () => {
    const [report] = await rebalance([{ thumbnails: 900, invoices: 900, exports: 900 }]);
    expect(report && countsOf(report)).toEqual({ thumbnails: 5, invoices: 10, exports: 5 });
    expect(report?.decisions.map(explain)).toContainEqual(
      expect.stringContaining('group workers is capped at 20 tasks, so 5 instead of 10'),
    );
  });

  it('room that one type leaves goes to another', async () => {
    const full = { thumbnails: 900, invoices: 900, exports: 900 };
    const done = { ...full, invoices: 0 };
    const reports = await rebalance([full, ...Array(5).fill(done)]);
    const last = reports.at(-1);
    expect(last && countsOf(last)).toEqual({ thumbnails: 10, invoices: 0, exports: 10 });
    for (const report of reports) {
      const total = Object.values(countsOf(report)).reduce((sum, count) => sum + count, 0);
      expect(total).toBeLessThanOrEqual(20);
    }
  });
});

it('B3: no change is reported as such, with the counts', async () => {
  const depths = { thumbnails: 322, invoices: 3 };
  const [, report] = await rebalance([depths, depths]);
  expect(report?.decisions.map(explain)).toEqual([
    'Hold at 1: backlog queueDepth: queueDepth 3 in all, at 50 a task, needs 0.06, so 1 task.',
    'Hold at 7: backlog queueDepth: queueDepth 322 in all, at 50 a task, needs 6.44, so 7 tasks.',
  ]);
});

describe('B7: the divisor is learnt', () => {
  it('20 jobs a minute and worker, for five minutes, are 100 a worker instead of 50', async () => {
    const [stated] = await rebalance([{ exports: 322 }]);
    const [learnt] = await rebalance([{ exports: 322 }], { exports: 20 });
    expect(stated && countsOf(stated)).toEqual({ exports: 7 });
    expect(learnt && countsOf(learnt)).toEqual({ exports: 4 });
    expect(learnt?.decisions.map(explain)).toEqual([
      "Scale out from 0 to 4: backlog queueDepth: measured 20 jobs per task and minute over 240 busy minutes, so for a delay of 5 min 100 jobs are a task's worth; backlog queueDepth: queueDepth 322 in all, at 100 a task, needs 3.22, so 4 tasks.",
    ]);
  });

  it('where a number is stated, nothing is learnt', async () => {
    const [report] = await rebalance([{ thumbnails: 322 }], { thumbnails: 20 });
    expect(report && countsOf(report)).toEqual({ thumbnails: 7 });
  });
});

describe('over HTTP, with workers that work', () => {
  const thumbnails = { cluster: 'jobs', name: 'thumbnails' };
  let stage: Stage;

  afterEach(() => stage.close());

  const begin = async (changes: Partial<ServiceSetup> = {}): Promise<void> => {
    const queue = { name: 'thumbnails', arrivals: () => 0, secondsPerJob: 1 };
    const service = { ...thumbnails, desired: 0, tags: enabled, queue, ...changes };
    stage = await openStage({ services: [service], fleetYaml });
  };

  const send = (jobs: number): void => stage.world.change(thumbnails, sendMessages(jobs));
  const run = () => {
    const found = stage.world.find(thumbnails);
    if (found === undefined) throw new Error('the workers are gone');
    return found;
  };

  it('B4: a worker whose task is protected finishes its job, and nothing is done twice', async () => {
    const queue = { name: 'thumbnails', arrivals: () => 0, secondsPerJob: 500 };
    await begin({ queue, drainSeconds: 30 });
    send(101);
    expect(await stage.play(2, 'thumbnails')).toEqual([3, 3]);
    // Somebody empties the queue while three jobs are being done.
    const busy = run().tasks.filter(({ job }) => job !== null);
    expect(busy).toHaveLength(3);
    const untilMs = stage.clock.nowMs() + 600_000;
    stage.world.change(
      thumbnails,
      protectTasks(
        busy.map(({ id }) => id),
        untilMs,
      ),
    );
    stage.world.change(thumbnails, (before) => ({
      ...before,
      queue: before.queue && { ...before.queue, waiting: [] },
    }));
    const counts = await stage.play(4, 'thumbnails');
    // Three jobs in hand are one worker's worth; the window of calm is two minutes.
    expect(counts).toEqual([3, 3, 1, 1]);
    expect(run().tasks.filter(({ job }) => job !== null)).toHaveLength(3);
    await stage.play(8, 'thumbnails');
    expect(run().queue?.done).toBe(3);
    expect(run().queue?.waiting).toEqual([]);
    expect(stage.desired('thumbnails')).toBe(0);
  });

  it('B5: an empty queue ends at zero, and the first job brings a worker back', async () => {
    await begin();
    send(322);
    const counts = await stage.play(8, 'thumbnails');
    expect(counts[0]).toBe(7);
    expect(counts.at(-1)).toBe(0);
    expect(run().queue).toMatchObject({ arrived: 322, done: 322 });
    send(1);
    expect(await stage.play(1, 'thumbnails')).toEqual([1]);
  });

  it('B8: several machines that rebalance at once do it once', async () => {
    await begin({ queue: { name: 'thumbnails', arrivals: () => 0, secondsPerJob: 600 } });
    const machines = await Promise.all(Array.from({ length: 3 }, stage.coldStart));
    for (const [jobs, workers] of [
      [322, 7],
      [178, 10],
    ] as const) {
      send(jobs);
      stage.passMinute();
      const nowMs = stage.clock.nowMs();
      await Promise.all(machines.map((machine) => machine.invoke(nowMs, 50_000)));
      expect(stage.desired('thumbnails')).toBe(workers);
    }
    expect(stage.updates()).toBe(2);
    expect(stage.lines.filter(({ message }) => message === 'scale out')).toHaveLength(2);
  });
});
