import { describe, expect, test } from 'vitest';
import {
  crashTasks,
  failStarts,
  protectTasks,
  setDesired,
  setStatus,
  startRollout,
} from '#simulator/plant/commands.ts';
import { counts, soloWorld, startMs } from './fixture.ts';

describe('scaling', () => {
  test('a new task is pending for its lag and then runs', () => {
    const service = soloWorld({ startLagSeconds: 40 });
    service.change(setDesired(5));
    expect(counts(service.until(5))).toEqual({ pending: 3, running: 2, draining: 0 });
    expect(counts(service.until(40))).toEqual({ pending: 3, running: 2, draining: 0 });
    expect(counts(service.until(45))).toEqual({ pending: 0, running: 5, draining: 0 });
  });

  test('a task that must go drains and then stops', () => {
    const service = soloWorld({ desired: 3, drainSeconds: 30 });
    service.change(setDesired(1));
    expect(counts(service.until(5))).toEqual({ pending: 0, running: 1, draining: 2 });
    expect(counts(service.until(35))).toEqual({ pending: 0, running: 1, draining: 0 });
    expect(service.run().tasksStopped).toBe(2);
  });

  test('tasks that have not started yet are the first to go', () => {
    const service = soloWorld({});
    service.change(setDesired(4));
    service.until(10);
    service.change(setDesired(2));
    const run = service.until(15);
    expect(counts(run)).toEqual({ pending: 0, running: 2, draining: 0 });
    expect(run.tasks.map((task) => task.id)).toEqual([1, 2]);
  });

  test('lags drawn from a distribution are the same in every replay and differ by task', () => {
    const replay = () => {
      const service = soloWorld({ startLagSeconds: { medianSeconds: 60, spread: 0.5 } });
      service.change(setDesired(10));
      return service
        .until(5)
        .tasks.flatMap(({ phase }) => (phase.kind === 'pending' ? [phase.readyMs - startMs] : []));
    };
    expect(new Set(replay()).size).toBe(8);
    expect(replay()).toEqual(replay());
  });

  test('a service that is being deleted lets its tasks go', () => {
    const service = soloWorld({});
    service.change(setStatus('DRAINING'));
    expect(counts(service.until(60))).toEqual({ pending: 0, running: 0, draining: 0 });
  });

  test('crashed tasks are gone at once and replaced', () => {
    const service = soloWorld({ desired: 3 });
    service.change(crashTasks(2));
    expect(counts(service.run()).running).toBe(1);
    expect(counts(service.until(5))).toEqual({ pending: 2, running: 1, draining: 0 });
  });
});

describe('protection', () => {
  test('a protected task outlives a scale-in until the protection ends', () => {
    const service = soloWorld({ desired: 3 });
    service.change(protectTasks([2, 3], startMs + 120_000));
    service.change(setDesired(1));
    expect(counts(service.until(60))).toEqual({ pending: 0, running: 2, draining: 0 });
    expect(counts(service.until(180))).toEqual({ pending: 0, running: 1, draining: 0 });
  });
});

describe('a rollout', () => {
  test('never has fewer running than desired, nor more than twice as many live', () => {
    const service = soloWorld({ desired: 4 });
    service.change(startRollout);
    for (let seconds = 5; seconds <= 120; seconds += 5) {
      const { pending, running } = counts(service.until(seconds));
      expect(running).toBeGreaterThanOrEqual(4);
      expect(pending + running).toBeLessThanOrEqual(8);
    }
  });

  test('is in progress with two deployments, then complete with one', () => {
    const service = soloWorld({ desired: 4 });
    service.change(startRollout);
    const during = service.until(20);
    expect(during.primary.rollout).toBe('in-progress');
    expect(during.superseded.map((deployment) => deployment.id)).toEqual([1]);
    const after = service.until(120);
    expect(after.primary).toMatchObject({ id: 2, rollout: 'completed' });
    expect(after.superseded).toEqual([]);
    expect(after.tasks.map((task) => task.deployment)).toEqual([2, 2, 2, 2]);
  });

  test('a change of the desired count starts no deployment', () => {
    const service = soloWorld({});
    service.change(setDesired(5));
    expect(service.until(5).primary).toMatchObject({ id: 1, rollout: 'completed' });
  });
});

describe('failing starts', () => {
  test('a start that fails is counted, and the next waits longer each time', () => {
    const service = soloWorld({ startLagSeconds: 10 });
    service.change(failStarts(1));
    service.change(setDesired(3));
    const waits: number[] = [];
    for (let seconds = 5; seconds <= 300; seconds += 5) {
      const { retry } = service.until(seconds);
      if (retry.failures > waits.length)
        waits.push((retry.notBeforeMs - service.world.nowMs() + 5000) / 1000);
    }
    expect(waits).toEqual([10, 20, 40, 80, 160]);
    expect(service.run().primary.failedTasks).toBe(5);
    expect(counts(service.run()).running).toBe(2);
  });

  test('the first start that succeeds ends the waiting', () => {
    const service = soloWorld({ startLagSeconds: 10 });
    service.change(failStarts(1));
    service.change(setDesired(3));
    service.until(60);
    service.change(failStarts(0));
    const run = service.until(200);
    expect(counts(run).running).toBe(3);
    expect(run.retry.failures).toBe(0);
    expect(run.primary.failedTasks).toBe(0);
  });
});
