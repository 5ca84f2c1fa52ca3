import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Forecast } from '#engine/foresight/forecast.ts';
import type { LoadSeries } from '#engine/foresight/load-series.ts';
import { seriesFromPoints } from '#engine/foresight/series-from-points.ts';
import { forecast, usualSettings } from '#lib/forecast/forecast.ts';
import { outlook } from '#lib/forecast/outlook.ts';
import { prepare } from '#lib/forecast/prepare.ts';
import { dailyLoad, daySteps, noiseAt, series, startMs, stepMs, usual } from './support.ts';

const made = (history: LoadSeries): Extract<Forecast, { kind: 'forecast' }> => {
  const answer = forecast(history);
  if (answer.kind === 'none') throw new Error(`no forecast of ${answer.observedHours} h`);
  return answer;
};

const changed = (history: LoadSeries, load: (value: number, step: number) => number) => ({
  ...history,
  values: history.values.map(load),
});

describe('the ladder by length of history', () => {
  it.each([
    { days: 0.03, kind: 'none' },
    { days: 0.05, kind: 'level' },
    { days: 1, kind: 'level' },
    { days: 2, kind: 'day' },
    { days: 3, kind: 'days' },
    { days: 13, kind: 'days' },
    { days: 14, kind: 'week' },
    { days: 28, kind: 'week' },
  ])('$days days: $kind', ({ days, kind }) => {
    const answer = forecast(usual(days));
    expect(answer.kind === 'none' ? 'none' : answer.method.kind).toBe(kind);
  });

  it('two days of which most is missing count as less', () => {
    const sparse = changed(usual(2), (value, step) => (step % 3 === 0 ? value : Number.NaN));
    expect(made(sparse).method.kind).toBe('level');
  });
});

describe('bad input', () => {
  it.each([0, 7, 1e-9, 1e15])('a constant %d is forecast as itself, with no band', (constant) => {
    for (const { expected, below } of made(series(14 * daySteps, () => constant)).leads) {
      for (const load of [expected, ...below]) {
        expect(Math.abs(load - constant)).toBeLessThanOrEqual(constant * 1e-6);
      }
    }
  });

  it('one giant outlier changes next to nothing', () => {
    const history = usual(14);
    const struck = changed(history, (value, step) => (step === 2000 ? value * 1e9 : value));
    const plain = made(history).leads;
    made(struck).leads.forEach(({ expected }, index) => {
      expect(expected / (plain[index]?.expected ?? 0)).toBeCloseTo(1, 1);
    });
    expect(made(struck).highestLoad).toBeLessThan(2000);
  });

  it('a spike of every night is a habit, not a fault', () => {
    const nightly = (step: number) => (step % daySteps === 36 ? 50_000 : dailyLoad(step));
    expect(prepare(series(7 * daySteps, nightly)).highestLoad).toBe(50_000);
  });

  it('a level that jumped fiftyfold is followed, and not multiplied again', () => {
    const steps = 14 * daySteps;
    const jumped = series(steps, (step) => dailyLoad(step) * (step >= steps - 24 ? 50 : 1));
    made(jumped).leads.forEach(({ expected }, index) => {
      expect(expected / (50 * dailyLoad(steps + index))).toBeGreaterThan(0.5);
      expect(expected / (50 * dailyLoad(steps + index))).toBeLessThan(2);
    });
  });

  it('gaps and values that no load can have are filled by the same slot of other days', () => {
    const bad = [Number.NaN, -5, Number.POSITIVE_INFINITY];
    const holed = changed(usual(14), (value, step) =>
      step > 3000 && step < 3100 ? (bad[step % 3] ?? 0) : value,
    );
    const { loads, observedCount } = prepare(holed);
    expect(observedCount).toBe(14 * daySteps - 99);
    for (let step = 3001; step < 3100; step += 1) {
      expect(Math.abs((loads[step] ?? 0) / dailyLoad(step) - 1)).toBeLessThan(0.05);
    }
  });

  it('an outage of zeros is a gap', () => {
    const out = changed(usual(14), (value, step) => (step > 3000 && step < 3500 ? 0 : value));
    expect(prepare(out).observedCount).toBe(14 * daySteps - 499);
  });

  it('a service that sleeps every night is no outage', () => {
    const asleep = series(14 * daySteps, (step) => (step % daySteps < 72 ? 0 : dailyLoad(step)));
    expect(prepare(asleep).observedCount).toBe(14 * daySteps);
  });

  it('a service that was turned off a day ago is forecast as off', () => {
    const off = changed(usual(14), (value, step) => (step >= 12.9 * daySteps ? 0 : value));
    for (const { expected } of made(off).leads) expect(expected).toBeLessThan(1);
  });

  it('points may be late, doubled, unordered, outside the grid or no number', () => {
    const value = (atMs: number, load: number) => ({ atMs: startMs + atMs, value: load });
    const points = [
      value(stepMs, 4),
      value(0, 2),
      value(60_000, 4),
      value(-1, 9),
      value(3 * stepMs, 9),
      value(2 * stepMs, Number.NaN),
      value(2 * stepMs, -1),
    ];
    const grid = { stepMs, steps: 3, endMs: startMs + 3 * stepMs };
    expect([...seriesFromPoints(points, grid).values]).toEqual([3, 4, Number.NaN]);
  });
});

/** Loads of every kind of trouble at once, short and long. */
const troubled = fc
  .record({
    steps: fc.integer({ min: 0, max: 4 * daySteps }),
    seed: fc.nat(),
    noise: fc.double({ min: 0, max: 5, noNaN: true }),
    scale: fc.constantFrom(1e-6, 1, 1e9),
    trouble: fc.array(
      fc.record({
        from: fc.nat({ max: 4 * daySteps }),
        steps: fc.nat({ max: 200 }),
        value: fc.constantFrom(0, Number.NaN, -1, Number.POSITIVE_INFINITY, 1e12),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ steps, seed, noise, scale, trouble }) => {
    const history = series(steps, (step) =>
      Math.max(0, scale * dailyLoad(step) * (1 + noise * noiseAt(step + seed))),
    );
    for (const { from, steps: length, value } of trouble) {
      history.values.fill(value, from, from + length);
    }
    return history;
  });

describe('laws, whatever the history', () => {
  it('every number is finite, not negative, and at most a stated multiple of the highest load seen', () => {
    fc.assert(
      fc.property(troubled, (history) => {
        for (const answer of Object.values(outlook(history, usualSettings))) {
          if (answer.kind === 'none') continue;
          const most = answer.highestLoad * usualSettings.ceilingRatio;
          const loads = answer.leads.flatMap(({ expected, below }) => [expected, ...below]);
          expect(loads.filter((load) => !(load >= 0 && load <= most))).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('the same history gives the same forecast, and is not changed by it', () => {
    fc.assert(
      fc.property(troubled, (history) => {
        const before = history.values.slice();
        expect(forecast(history)).toEqual(forecast(history));
        expect(history.values).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });
});
