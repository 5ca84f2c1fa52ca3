import { expect, test } from 'vitest';
import { pastOf } from '#simulator/plant/past.ts';
import { mean } from '#simulator/plant/samples.ts';
import { createWorld } from '#simulator/plant/world.ts';

const beganMs = Date.UTC(2026, 10, 2, 9, 0, 30);
const setup = { cluster: 'shop', name: 'web', desired: 2, pastDays: 2, load: () => 220 };

test('a past ends where the world begins, minute by minute, and its tasks carry the load', () => {
  const past = pastOf(setup, beganMs);
  expect(past).toHaveLength(2 * 1440);
  expect(past.at(-1)?.startMs).toBe(Date.UTC(2026, 10, 2, 8, 59));
  for (const { cpuPercent, requests } of past) {
    expect(cpuPercent.count).toBe(4);
    expect(mean(cpuPercent)).toBeCloseTo(55, 6);
    expect(requests).toBe(220 * 60);
  }
});

test('a service of which nothing is said has none', () => {
  const world = createWorld({ seed: 1, startMs: beganMs, services: [{ ...setup, pastDays: 0 }] });
  expect(world.past(setup)).toEqual([]);
});

test('what happens to its load later leaves the past as it was', () => {
  let perSecond = 220;
  const service = { ...setup, load: () => perSecond };
  const world = createWorld({ seed: 1, startMs: beganMs, services: [service] });
  perSecond = 5000;
  world.advanceTo(beganMs + 120_000);
  expect(world.past(setup).at(-1)?.requests).toBe(220 * 60);
});
