/** Nobody sees more than was published by then. */
import { describe, expect, test } from 'vitest';
import type { Sight } from '#simulator/scalers/scaler.ts';
import { runTrial } from '#simulator/trial/run-trial.ts';
import { loadOf, minuteMs, minutes, plantFor, scalerFrom, startMs } from './fixture.ts';

/** What a scaler saw at each look, lists as they were then. */
const sights = (perMinute: (minute: number) => number, desired: (minute: number) => number) => {
  const load = loadOf(minutes(240, perMinute));
  const seen: Sight[] = [];
  const scaler = scalerFrom((sight) => {
    seen.push({ ...sight });
    return desired((sight.nowMs - startMs) / minuteMs);
  });
  runTrial({ load, plant: plantFor(load.peak), scaler });
  return seen;
};

describe('a sight', () => {
  const seen = sights(
    (minute) => 10 + minute,
    () => 30,
  );

  test('shows minutes that ended a minute ago or earlier, and no newer ones', () => {
    for (const [minute, { minutes: points }] of seen.entries()) {
      const newest = points.at(-1)?.atMs ?? null;
      expect(newest).toBe(minute < 2 ? null : startMs + (minute - 2) * minuteMs);
    }
  });

  test('shows 20-second points that ended 20 s ago or earlier, and no newer ones', () => {
    for (const [minute, { thirds }] of seen.entries()) {
      const newest = thirds.at(-1)?.atMs ?? null;
      expect(newest).toBe(minute < 1 ? null : startMs + minute * minuteMs - 40_000);
    }
  });

  test('shows the last five minutes finely, up to now', () => {
    const fine = seen[100]?.fine ?? [];
    expect(fine).toHaveLength(30);
    expect(fine.at(-1)?.atMs).toBe(startMs + 100 * minuteMs - 10_000);
    expect(fine[0]?.atMs).toBe(startMs + 95 * minuteMs);
    expect(fine.at(-1)?.offeredPerSecond).toBeCloseTo(110, 0);
  });

  test('keeps three hours of minutes and half an hour of thirds, no more', () => {
    expect(seen.at(-1)?.minutes).toHaveLength(180);
    expect(seen.at(-1)?.thirds).toHaveLength(90);
  });

  test('shows an hour once it is over and published, and none that began before the trial', () => {
    expect(seen[60]?.hours).toEqual([]);
    expect(seen[61]?.hours.map(({ atMs }) => atMs)).toEqual([startMs]);
    const counted = seen[61]?.hours[0]?.requests ?? 0;
    const summed = (seen[62]?.minutes ?? []).slice(0, 60);
    expect(counted).toBe(summed.reduce((sum, { requests }) => sum + requests, 0));
  });

  test('that was seen stays as it was', () => {
    const [first, later] = [seen[100]?.minutes, seen[101]?.minutes];
    expect(later?.slice(0, -1)).toEqual(first);
  });
});

describe('a point', () => {
  test('is the average over the tasks that ran, and says how many they were', () => {
    const seen = sights(
      () => 40,
      () => 5,
    );
    expect(seen[100]?.minutes.at(-1)).toMatchObject({ tasks: 5, requests: 2400 });
    expect(seen[100]?.minutes.at(-1)?.cpuPercent).toBeCloseTo(80);
    expect(seen[100]?.thirds.at(-1)).toMatchObject({ tasks: 5, requests: 800 });
    expect(seen[100]?.thirds.at(-1)?.cpuPercent).toBeCloseTo(80);
  });

  test('ends at 100 %, however much more there is to do', () => {
    const seen = sights(
      () => 40,
      (minute) => (minute < 80 ? 5 : 2),
    );
    expect(seen[100]?.minutes.at(-1)?.cpuPercent).toBe(100);
    expect(seen[100]?.fine.at(-1)?.utilisation).toBeCloseTo(2);
  });
});

test('no task, no metric', () => {
  const load = loadOf(minutes(240, () => 40));
  const seen: Sight[] = [];
  const scaler = scalerFrom((sight) => {
    seen.push({ ...sight });
    return 0;
  });
  runTrial({ load, plant: plantFor(40, { min: 0 }), scaler });
  const point = { cpuPercent: null, tasks: 0, requests: 2400 };
  expect(seen[100]?.minutes.at(-1)).toMatchObject(point);
  expect(seen[100]?.thirds.at(-1)).toMatchObject({ ...point, requests: 800 });
});

describe('three points of 20 seconds', () => {
  test('tell of a minute what its own point tells, while no task comes or goes', () => {
    const load = loadOf(minutes(240, (minute) => 30 + 20 * Math.sin(minute / 9)));
    const scaler = scalerFrom(({ minutes: points, thirds }) => {
      const minute = points.at(-1);
      const three = thirds.filter(
        ({ atMs }) => minute !== undefined && atMs >= minute.atMs && atMs < minute.atMs + minuteMs,
      );
      if (minute !== undefined && three.length === 3) {
        const mean = three.reduce((sum, { cpuPercent }) => sum + (cpuPercent ?? 0), 0) / 3;
        expect(mean).toBeCloseTo(minute.cpuPercent ?? -1, 6);
        expect(three.reduce((sum, { requests }) => sum + requests, 0)).toBe(minute.requests);
      }
      return 6;
    });
    runTrial({ load, plant: plantFor(50), scaler });
    expect.hasAssertions();
  });
});
