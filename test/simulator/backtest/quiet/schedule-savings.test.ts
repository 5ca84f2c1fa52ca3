import { describe, expect, it } from 'vitest';
import type { Past } from '#simulator/backtest/past.ts';
import { pastLoad } from '#simulator/backtest/past-load.ts';
import {
  type ScheduleSavings,
  savingsBySchedule,
} from '#simulator/backtest/quiet/schedule-savings.ts';
import { withWindow } from '#simulator/backtest/quiet/with-window.ts';
import {
  type BacktestSetup,
  type Replayed,
  runBacktest,
} from '#simulator/backtest/run-backtest.ts';
import { webPolicy } from '#simulator/scalers/web-policy.ts';
import { usualPrice } from '#simulator/scores/cost.ts';

/** A Tuesday; five and a half days from here are the least that shows a habit of weekdays and of weekends. */
const startMs = Date.UTC(2026, 0, 6, 12);

type Load = (hour: number, weekday: number) => number;

const pastOf = (busyTasks: Load, days: number): Past => ({
  samplesPerTask: 1,
  counts: [],
  minutes: Array.from({ length: days * 1440 }, (_, minute) => {
    const atMs = startMs + minute * 60_000;
    const busy = busyTasks((atMs / 3_600_000) % 24, new Date(atMs).getUTCDay());
    return { atMs, cpuPercent: 5 * busy, tasks: 20 };
  }),
});

/** It rises from 6:00 to 8:00. */
const night: Load = (hour) =>
  hour >= 20 ? 0.8 : Math.min(4, Math.max(0.8, 0.8 + 1.6 * (hour - 6)));

const setupOf = (busyTasks: Load, min: number, days = 5.5): BacktestSetup => {
  const past = pastOf(busyTasks, days);
  const policy = webPolicy({ min, max: 20, cpuTarget: 60 });
  return {
    past,
    load: pastLoad('prod/web', past),
    policies: [{ label: 'today', policy, schedules: [], leftOut: [] }],
    startLagSeconds: 60,
    sloPercent: 90,
    price: usualPrice,
  };
};

const savingsOf = (setup: BacktestSetup, zone = 'UTC'): ScheduleSavings => {
  const [today] = runBacktest(setup).replays;
  if (today === undefined) throw new Error('there is one policy');
  return savingsBySchedule(setup, today, zone);
};

describe('what a schedule would save', () => {
  it('is what a minimum for the day costs at night, replayed, in the hours of the zone', () => {
    const savings = savingsOf(setupOf(night, 6), 'Asia/Tokyo');
    if (savings.kind === 'none') throw new Error(savings.why);
    const { window, timeZone, present, scheduled, dollarsAWeek } = savings;
    // The load is low from 20:00 to 6:00 UTC, and the rules are too patient to follow within the first hour.
    expect(window).toEqual({ on: 'every day', fromHour: 6, hours: 9, min: 2 });
    expect(timeZone).toBe('Asia/Tokyo');
    const saved = present.taskHours - scheduled.taskHours;
    expect(saved).toBeGreaterThan(0.9 * 4 * 9 * 5);
    expect(saved).toBeLessThanOrEqual(4 * 9 * 5.5);
    expect(scheduled.violatedMinutes).toBeLessThanOrEqual(present.violatedMinutes);
    expect(dollarsAWeek).toBeGreaterThan(present.dollars - scheduled.dollars);
  });

  it.each([
    { name: 'a minimum of two', setup: setupOf(night, 2), why: /fewer than 2 are not proposed/ },
    { name: 'a load that never rests', setup: setupOf(() => 5, 6), why: /no hours that recur/ },
    { name: 'two days', setup: setupOf(night, 6, 2), why: /no hours that recur/ },
    {
      name: 'an hour a week',
      setup: setupOf((hour, weekday) => (weekday === 6 && hour < 1 ? 0.8 : 5), 6),
      why: /no hours that recur/,
    },
    {
      name: 'an hour that saves next to nothing',
      setup: setupOf((hour) => (hour >= 2 && hour < 4 ? 2.7 : 10), 6),
      why: /less than 2 %/,
    },
  ])('is nothing of $name', ({ setup, why }) => {
    expect(savingsOf(setup)).toMatchObject({ kind: 'none', why: expect.stringMatching(why) });
  });

  it('is nothing where a schedule keeps it low already', () => {
    const setup = setupOf(night, 6);
    const [today] = setup.policies;
    const window = { on: 'every day', fromHour: 20, hours: 11, min: 2 } as const;
    const low: Replayed = withWindow(today, window, 'UTC');
    expect(savingsOf({ ...setup, policies: [low] })).toMatchObject({ kind: 'none' });
  });

  it('a rise that a low minimum meets too late is not paid for with it', () => {
    // At 6:00 sharp the load is what six tasks carry at 83 %, and what two do at 250 %.
    const sharp: Load = (hour) => (hour >= 20 || hour < 6 ? 0.8 : 5);
    const savings = savingsOf(setupOf(sharp, 6));
    if (savings.kind === 'none') throw new Error(savings.why);
    expect(savings.window.fromHour + savings.window.hours).toBe(24 + 5);
    expect(savings.scheduled.violatedMinutes).toBe(savings.present.violatedMinutes);
  });
});
