import { describe, expect, it } from 'vitest';
import type { Past } from '#simulator/backtest/past.ts';
import { pastLoad } from '#simulator/backtest/past-load.ts';
import { runBacktest } from '#simulator/backtest/run-backtest.ts';
import { webPolicy } from '#simulator/scalers/web-policy.ts';
import { usualPrice } from '#simulator/scores/cost.ts';

const startMs = Date.UTC(2026, 0, 5);

const past: Past = {
  samplesPerTask: 1,
  counts: [],
  minutes: Array.from({ length: 600 }, (_, minute) => ({
    atMs: startMs + minute * 60_000,
    cpuPercent: minute < 480 ? 5 : 50,
    tasks: 20,
  })),
};

const always = {
  kind: 'weekly',
  days: [0, 1, 2, 3, 4, 5, 6],
  fromMinute: 0,
  toMinute: 1440,
} as const;

const desiredUnder = (bounds: { readonly min: number | null; readonly max: number | null }) => {
  const schedule = { name: 'other', when: always, timeZone: 'UTC', except: [], ...bounds };
  const policy = webPolicy({ min: 6, max: 8, cpuTarget: 60 });
  const { replays } = runBacktest({
    past,
    load: pastLoad('prod/web', past),
    policies: [{ label: 'today', policy, schedules: [schedule], leftOut: [] }],
    startLagSeconds: 60,
    sloPercent: 90,
    price: usualPrice,
  });
  return replays[0]?.outcome.desired ?? [];
};

describe('a schedule in a backtest', () => {
  it('goes below the minimum of the policy', () => {
    expect(Math.min(...desiredUnder({ min: 2, max: null }))).toBe(2);
    expect(Math.min(...desiredUnder({ min: null, max: 20 }))).toBe(6);
  });

  it('goes above the maximum of the policy', () => {
    expect(Math.max(...desiredUnder({ min: null, max: 20 }))).toBeGreaterThan(15);
    expect(Math.max(...desiredUnder({ min: 2, max: null }))).toBe(8);
  });
});
