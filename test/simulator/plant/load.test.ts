import { describe, expect, test } from 'vitest';
import { setDesired, setLoad } from '#simulator/plant/commands.ts';
import { latencyQuantileMs, meanLatencyMs } from '#simulator/plant/latency.ts';
import { mean } from '#simulator/plant/samples.ts';
import { soloWorld } from './fixture.ts';

describe('CPU', () => {
  test.each([
    { rps: 0, percent: 0 },
    { rps: 50, percent: 25 },
    { rps: 160, percent: 80 },
    { rps: 200, percent: 100 },
    { rps: 900, percent: 100 },
  ])('$rps requests/s on two tasks of 100 requests/s is $percent %', ({ rps, percent }) => {
    const service = soloWorld({ load: () => rps, capacityPerTask: 100 });
    service.until(60);
    expect(mean(service.minutes()[0]?.cpuPercent ?? fail())).toBeCloseTo(percent, 6);
  });

  test('there is one sample a running task', () => {
    const service = soloWorld({ desired: 3, load: () => 30 });
    service.until(60);
    expect(service.minutes()[0]?.cpuPercent.count).toBe(3);
  });

  test('there is none while no task runs', () => {
    const service = soloWorld({ desired: 0, load: () => 30 });
    service.until(60);
    expect(service.minutes()[0]?.cpuPercent.count).toBe(0);
  });

  test('tasks that differ keep the average and spread the rest', () => {
    const service = soloWorld({ desired: 40, load: () => 2000, noise: 0.2 });
    service.until(60);
    const cpu = service.minutes()[0]?.cpuPercent ?? fail();
    expect(mean(cpu)).toBeGreaterThan(47);
    expect(mean(cpu)).toBeLessThan(53);
    expect(cpu.min).toBeGreaterThanOrEqual(40);
    expect(cpu.max).toBeLessThanOrEqual(60);
    expect(cpu.max - cpu.min).toBeGreaterThan(5);
  });

  test('a task that stops within a minute still counts in it', () => {
    const service = soloWorld({ desired: 2, drainSeconds: 5, load: () => 100 });
    service.until(30);
    service.change(setDesired(1));
    service.until(60);
    expect(service.minutes()[0]?.cpuPercent).toMatchObject({ count: 2, min: 50, max: 75 });
  });
});

describe('requests', () => {
  test('what is above capacity fails', () => {
    const service = soloWorld({ load: () => 250, capacityPerTask: 100 });
    service.until(60);
    expect(service.minutes()[0]).toMatchObject({ requests: 15_000, failed: 3000, rejected: 0 });
  });

  test('without a task all are rejected and none reaches a task', () => {
    const service = soloWorld({ desired: 0, load: () => 10 });
    service.until(60);
    expect(service.minutes()[0]).toMatchObject({ requests: 0, failed: 0, rejected: 600 });
  });

  test('fractions of a request are carried on', () => {
    const service = soloWorld({ load: () => 0.03 });
    service.until(600);
    expect(service.run().totals.offered).toBe(18);
  });

  test('load may change at any time', () => {
    const service = soloWorld({ load: () => 50 });
    service.until(60);
    service.change(setLoad(() => 100));
    service.until(120);
    expect(service.minutes().map((minute) => minute.requests)).toEqual([3000, 6000]);
  });
});

describe('latency', () => {
  test('rises with utilisation and is bounded', () => {
    expect([0, 0.5, 0.9, 1, 5].map((utilisation) => meanLatencyMs(50, utilisation))).toEqual([
      50,
      100,
      expect.closeTo(500, 6),
      1000,
      1000,
    ]);
  });

  test('a percentile of equal slices is that of an exponential', () => {
    const slices = [{ meanMs: 100, requests: 10 }];
    expect(latencyQuantileMs(slices, 0.5)).toBeCloseTo(100 * Math.LN2, 3);
    expect(latencyQuantileMs(slices, 0.95)).toBeCloseTo(100 * Math.log(20), 3);
  });

  test('a slow part of the minute shows in the tail', () => {
    const slices = [
      { meanMs: 50, requests: 900 },
      { meanMs: 1000, requests: 100 },
    ];
    expect(latencyQuantileMs(slices, 0.5)).toBeLessThan(50);
    expect(latencyQuantileMs(slices, 0.95)).toBeGreaterThan(500);
  });
});

const fail = (): never => {
  throw new Error('There is no such minute');
};
