import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sight } from '#simulator/scalers/scaler.ts';
import { demandTasks } from '#simulator/trial/outcome.ts';
import { runTrial } from '#simulator/trial/run-trial.ts';
import { loadOf, minuteMs, minutes, plantFor, scalerFrom, startMs } from './fixture.ts';

const steady = loadOf(minutes(180, () => 45));
const plant = plantFor(45);

describe('a trial', () => {
  test('begins with the count that the first five minutes need', () => {
    const rising = loadOf(minutes(180, (minute) => Math.min(90, 9 * (minute + 1))));
    const { running } = runTrial({
      load: rising,
      plant: plantFor(90),
      scaler: scalerFrom(({ desired }) => desired),
    });
    expect(running[0]).toBe(5);
    expect(running.at(-1)).toBe(5);
  });

  test('an answer is the desired count at once, and runs after the start lag', () => {
    const scaler = scalerFrom(({ nowMs }) => (nowMs < startMs + 70 * minuteMs ? 5 : 8));
    const lag = { ...plant, startLagSeconds: 90 };
    const { running, pending, desired, actions } = runTrial({ load: steady, plant: lag, scaler });
    expect(actions).toEqual([{ atMs: startMs + 70 * minuteMs, from: 5, to: 8 }]);
    expect(desired.slice(69, 72)).toEqual([5, 8, 8]);
    expect(running.slice(69, 73)).toEqual([5, 5, 6.5, 8]);
    expect(pending.slice(69, 73)).toEqual([0, 3, 1.5, 0]);
  });

  test('nobody gets more or fewer tasks than the bounds allow', () => {
    const wild = scalerFrom(({ nowMs }) => (nowMs % 120_000 === 0 ? 1000 : -5));
    const bounded = { ...plant, min: 2, max: 7 };
    const { desired } = runTrial({ load: steady, plant: bounded, scaler: wild });
    expect([Math.min(...desired.slice(1)), Math.max(...desired)]).toEqual([2, 7]);
  });

  test.each([Number.NaN, 2.5, Infinity])('an answer of %s is a fault of the scaler', (answer) => {
    const scaler = scalerFrom(() => answer);
    expect(() => runTrial({ load: steady, plant, scaler })).toThrow(/static-peak answered/);
  });

  test.each([0, 7, 2.5, 7200])('a scaler that looks every %s s is refused', (every) => {
    const scaler = scalerFrom(({ desired }) => desired, every);
    expect(() => runTrial({ load: steady, plant, scaler })).toThrow(/whole seconds that divide/);
  });

  test.each([2, 15, 20, 30, 60])('a scaler that looks every %i s is asked that often', (every) => {
    let asked = 0;
    const scaler = scalerFrom(({ desired }) => {
      asked += 1;
      return desired;
    }, every);
    runTrial({ load: steady, plant, scaler });
    expect(asked).toBe((180 * 60) / every);
  });

  test('tells how far it is, to the end', () => {
    const told: number[] = [];
    const scaler = scalerFrom(({ desired }) => desired);
    runTrial({ load: steady, plant, scaler, onProgress: (ratio) => told.push(ratio) });
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });
});

describe('what is scored', () => {
  const idle = scalerFrom(({ desired }) => desired);

  test('is everything after the first hour', () => {
    const { scored } = runTrial({ load: steady, plant, scaler: idle });
    expect(scored).toEqual(minutes(179, (minute) => minute).map((minute) => minute >= 60));
  });

  test('is nothing of a long gap, and the whole of a short one', () => {
    const values = minutes(180, () => 45).map((value, minute) =>
      (minute >= 100 && minute < 110) || minute === 130 ? null : value,
    );
    const { scored } = runTrial({ load: loadOf(values), plant, scaler: idle });
    const left = scored.flatMap((isScored, minute) => (isScored || minute < 60 ? [] : [minute]));
    expect(left).toEqual([99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109]);
  });
});

describe('laws', () => {
  const anyLoad = fc
    .array(fc.integer({ min: 0, max: 500 }), { minLength: 121, maxLength: 200 })
    .filter((values) => Math.max(...values) > 0);
  const choices = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 });

  const fickle = (counts: readonly number[]) =>
    scalerFrom(({ nowMs }) => counts[Math.floor(nowMs / 300_000) % counts.length] ?? 0);

  test('what comes in is what the trace says: no load is lost or invented', () => {
    fc.assert(
      fc.property(anyLoad, choices, (values, counts) => {
        const peak = Math.max(...values);
        const { duePerSecond } = runTrial({
          load: loadOf(values),
          plant: plantFor(peak, { min: 0 }),
          scaler: fickle(counts),
        });
        const came = duePerSecond.reduce((sum, perSecond) => sum + perSecond * 60, 0);
        // The plant takes the rate at the beginning of each of its 10-second steps.
        const meant = values.slice(0, -1).reduce((sum, from, minute) => {
          const to = values[minute + 1] ?? from;
          const steps = [0, 1, 2, 3, 4, 5].map((step) => from + ((to - from) * step) / 6);
          return sum + steps.reduce((all, rate) => all + rate * 10, 0);
        }, 0);
        expect(Math.abs(came - meant)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  test('every task that is desired is running or pending', () => {
    fc.assert(
      fc.property(anyLoad, choices, (values, counts) => {
        const { running, pending, desired } = runTrial({
          load: loadOf(values),
          plant: plantFor(Math.max(...values), { min: 0 }),
          scaler: fickle(counts),
        });
        for (const [minute, count] of desired.entries()) {
          expect((running[minute] ?? 0) + (pending[minute] ?? 0)).toBeCloseTo(count, 9);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the same setup gives the same outcome', () => {
    fc.assert(
      fc.property(anyLoad, choices, fc.nat(9), (values, counts, seed) => {
        const once = () =>
          runTrial({
            load: loadOf(values),
            plant: plantFor(Math.max(...values), { seed }),
            scaler: fickle(counts),
            startLagSpread: 0.5,
          });
        expect(JSON.stringify(once())).toBe(JSON.stringify(once()));
      }),
      { numRuns: 10 },
    );
  });

  test('how often a scaler looks does not change what comes in', () => {
    const wave = loadOf(minutes(180, (minute) => 40 + 30 * Math.sin(minute / 20)));
    const dueAt = (every: number) =>
      runTrial({
        load: wave,
        plant: plantFor(wave.peak),
        scaler: scalerFrom(({ desired }) => desired, every),
      }).duePerSecond;
    expect(dueAt(20)).toEqual(dueAt(60));
  });
});

test('demand is what came in, in tasks that are loaded to the SLO', () => {
  const outcome = runTrial({ load: steady, plant, scaler: scalerFrom(({ desired }) => desired) });
  expect(demandTasks(outcome)[100]).toBeCloseTo(5, 9);
});

test('work in a queue that waits is due again every minute until it is done', () => {
  // Messages for an hour, twice as many as the one task can do; it needs a second hour for the rest.
  const load = loadOf(minutes(180, (minute) => (minute <= 60 ? 20 : 0)));
  const backlogs: (Sight['backlog'] | undefined)[] = [];
  const scaler = scalerFrom(({ backlog }) => {
    backlogs.push(backlog);
    return 1;
  });
  const { duePerSecond } = runTrial({ load, plant: plantFor(20), scaler, work: 'jobs' });
  expect(duePerSecond[0]).toBeCloseTo(20);
  expect(duePerSecond[1]).toBeGreaterThan(25);
  expect(backlogs[61]?.waiting).toBeGreaterThan(34_000);
  expect(duePerSecond[110]).toBeLessThan(duePerSecond[100] ?? 0);
  expect(duePerSecond[110]).toBeGreaterThan(0);
  expect(duePerSecond[179]).toBe(0);
  expect(backlogs[179]).toEqual({ waiting: 0, inFlight: 0 });
});
