import { describe, expect, it } from 'vitest';
import type { Past } from '#simulator/backtest/past.ts';
import { pastLoad } from '#simulator/backtest/past-load.ts';
import { type BacktestSetup, runBacktest } from '#simulator/backtest/run-backtest.ts';
import { savingsByRisk } from '#simulator/backtest/savings.ts';
import { webPolicy } from '#simulator/scalers/web-policy.ts';
import { usualPrice } from '#simulator/scores/cost.ts';

const startMs = Date.UTC(2026, 0, 5);

/** Two days of slow waves, worked off by ten tasks. */
const past: Past = {
  samplesPerTask: 1,
  counts: [],
  minutes: Array.from({ length: 2 * 1440 }, (_, minute) => ({
    atMs: startMs + minute * 60_000,
    cpuPercent: 40 + 20 * Math.sin(minute / 230) + ((minute * 7919) % 13) / 13,
    tasks: 10,
  })),
};

const savingsWith = (cpuTarget: number) => {
  const setup: BacktestSetup = {
    past,
    load: pastLoad('prod/web', past),
    policies: [
      {
        label: 'today',
        policy: webPolicy({ min: 1, max: 20, cpuTarget }),
        schedules: [],
        leftOut: [],
      },
    ],
    startLagSeconds: 60,
    sloPercent: 90,
    price: usualPrice,
  };
  const [today] = runBacktest(setup).replays;
  return today === undefined ? null : savingsByRisk(setup, today);
};

describe('what a service would save by the risk it takes', () => {
  it('is what a cautious target wastes on a calm load, replayed and not guessed', () => {
    const savings = savingsWith(40);
    if (savings === null) throw new Error('two days can be replayed');
    const { present, assured, dollarsAWeek, isAsGood } = savings;
    expect(assured.taskHours).toBeLessThan(0.8 * present.taskHours);
    expect(isAsGood).toBe(true);
    // Two days, less the first hours, which are not scored.
    expect(dollarsAWeek).toBeGreaterThan(3.4 * (present.dollars - assured.dollars));
  });

  it('is nothing, or a loss, beside a target that takes every risk', () => {
    expect(savingsWith(88)?.dollarsAWeek).toBeLessThan(0);
  });
});
