import { describe, expect, test } from 'vitest';
import { crashTasks, sendMessages, setDesired } from '#simulator/plant/commands.ts';
import type { QueueSetup } from '#simulator/plant/setup.ts';
import { counts, inFlight, soloWorld, waiting } from './fixture.ts';

const jobs = (perSecond: number, secondsPerJob: number): QueueSetup => ({
  name: 'jobs',
  arrivals: () => perSecond,
  secondsPerJob,
});

describe('workers', () => {
  test.each([
    { workers: 1, secondsPerJob: 0.5, done: 120 },
    { workers: 3, secondsPerJob: 10, done: 18 },
    { workers: 2, secondsPerJob: 45, done: 2 },
  ])('$workers working $secondsPerJob s a job do $done in a minute', (given) => {
    const service = soloWorld({ desired: given.workers, queue: jobs(0, given.secondsPerJob) });
    service.change(sendMessages(1000));
    expect(service.until(60).queue?.done).toBe(given.done);
  });

  test('the queue grows by what they cannot do', () => {
    const service = soloWorld({ desired: 1, queue: jobs(1, 2) });
    const run = service.until(600);
    expect(waiting(run) + inFlight(run)).toBe(300);
  });

  test('without one nothing is done, and the oldest message grows old', () => {
    const service = soloWorld({ desired: 0, queue: jobs(0, 1) });
    service.change(sendMessages(5));
    service.until(120);
    expect(service.minutes()[1]?.queue).toMatchObject({
      waiting: 5,
      inFlight: 0,
      oldestAgeSeconds: 120,
    });
  });

  test('a busy one is hot, an idle one is cold', () => {
    const service = soloWorld({ desired: 2, queue: jobs(0, 600) });
    service.change(sendMessages(1));
    service.until(60);
    expect(service.minutes()[0]?.cpuPercent).toMatchObject({ min: 0, max: 100 });
  });
});

describe('stopping workers', () => {
  test('a job that ends within the drain is finished', () => {
    const service = soloWorld({ desired: 1, drainSeconds: 30, queue: jobs(0, 20) });
    service.change(sendMessages(1));
    service.until(5);
    service.change(setDesired(0));
    const run = service.until(60);
    expect(run.queue?.done).toBe(1);
    expect(counts(run)).toEqual({ pending: 0, running: 0, draining: 0 });
  });

  test('a job that does not is handed back, as old as it is', () => {
    const service = soloWorld({ desired: 1, drainSeconds: 30, queue: jobs(0, 300) });
    service.change(sendMessages(1));
    service.until(5);
    service.change(setDesired(0));
    service.until(60);
    expect(service.minutes()[0]?.queue).toMatchObject({ waiting: 1, oldestAgeSeconds: 60 });
  });

  test('a crash hands the job back too', () => {
    const service = soloWorld({ desired: 1, queue: jobs(0, 300) });
    service.change(sendMessages(1));
    service.until(5);
    service.change(crashTasks(1));
    expect(waiting(service.run())).toBe(1);
  });

  test('an idle worker stops at once', () => {
    const service = soloWorld({ desired: 1, drainSeconds: 30, queue: jobs(0, 20) });
    service.change(setDesired(0));
    service.until(5);
    expect(counts(service.until(10)).draining).toBe(0);
  });
});

test('a queue nobody works on stays small in memory', () => {
  const service = soloWorld({ desired: 0, queue: jobs(1, 1) });
  const run = service.until(4 * 3600);
  expect(run.queue?.waiting.length).toBeLessThanOrEqual(1000);
  expect(waiting(run)).toBe(4 * 3600);
});
