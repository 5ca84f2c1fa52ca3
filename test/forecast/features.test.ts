/** That each thing a regression may look at is worth its column: on a load that has that trait, it is worse without. */
import { describe, expect, it } from 'vitest';
import { coarser, dayMs, hourMs } from '#engine/foresight/load-series.ts';
import { calendarOf } from '#lib/forecast/calendar.ts';
import { lookback, writeFeatures } from '#lib/forecast/features.ts';
import { usualSettings } from '#lib/forecast/forecast.ts';
import type { KnownEvent } from '#lib/forecast/known-events.ts';
import { outlook } from '#lib/forecast/outlook.ts';
import { fitRidge } from '#lib/forecast/ridge.ts';
import { rowsFor } from '#lib/forecast/rows.ts';
import { daySteps, noiseAt, series, startMs, stepMs } from './support.ts';

/** The columns of the `change` form, in the order in which they are written. */
const named = [
  'one',
  ...['lag 1', 'lag 2', 'lag 3', 'lag 6', 'lag 11'],
  ...['mean of 1 h', 'mean of 6 h', 'mean of 24 h'],
  ...["yesterday's change", "yesterday's level", 'usual change'],
  ...["last week's change", "last week's level"],
  ...Array<string>(6).fill('time of day'),
  ...['weekend', 'business hours'],
];

const columnsWithoutWeeks = named.filter((name) => !name.startsWith('last week'));

type Trial = {
  /** What there is to be known of the load, without the noise that nothing can foretell. */
  readonly level: (step: number) => number;
  readonly noise: number;
  readonly ahead: number;
  /** The columns that are left out. */
  readonly without: (column: string) => boolean;
  readonly hasWeeks?: boolean;
};

const steps = 3 * 7 * daySteps;

/** Mean error of days that were not learnt from, as a multiple of the error with every column. */
const worseWithout = ({ level, noise, ahead, without, hasWeeks = false }: Trial): number => {
  const { values } = series(steps, (step) => level(step) + noise * noiseAt(step));
  const names = hasWeeks ? named : columnsWithoutWeeks;
  const calendar = calendarOf({ startMs, stepMs, utcOffsetMs: 0 }, steps + ahead);
  const source = lookback({ form: 'change', values, stepMs, calendar, hasWeeks });
  expect(source.columns).toBe(names.length);
  const first = hasWeeks ? 7 * daySteps : daySteps;
  const rows = rowsFor({ steps, stepMs, first }, new Uint8Array(steps).fill(1), ahead);
  const at = (step: number): number => values[step] ?? 0;
  const targets = Float64Array.from(rows.now, (now) => at(now + ahead) - at(now));
  const errorWith = (isLeftOut: (column: string) => boolean): number => {
    const features = new Float64Array(targets.length * names.length);
    rows.now.forEach((now, row) => {
      writeFeatures(source, { now, ahead }, features, row * names.length);
      names.forEach((name, column) => {
        if (isLeftOut(name)) features[row * names.length + column] = 0;
      });
    });
    const size = { rows: targets.length, columns: names.length };
    const { heldOut } = fitRidge({ ...rows, ...size, features, targets, penaltyRatio: 0.01 });
    return rows.now.reduce(
      (sum, now, row) => sum + Math.abs(at(now) + (heldOut[row] ?? 0) - level(now + ahead)),
      0,
    );
  };
  return errorWith(without) / errorWith(() => false);
};

const hourAt = (step: number): number => ((step * stepMs) % dayMs) / hourMs;
const weekdayAt = (step: number): number => Math.floor(step / daySteps) % 7;
const wave = (step: number): number => Math.sin((Math.PI * hourAt(step)) / 12);

/** A level that wanders, and keeps so much of itself from step to step. */
const wandering = (keep: number): ((step: number) => number) => {
  const levels: number[] = [];
  let level = 0;
  for (let step = 0; step < steps + 24; step += 1) {
    level = keep * level + 20 * noiseAt(step + 1_000_003);
    levels.push(1000 + level);
  }
  return (step) => levels[step] ?? 0;
};

describe('a load is forecast worse', () => {
  it('by 45 % without the time of day, where single days say little of the next', () => {
    const level = (step: number) => 1000 + 300 * wave(step);
    const without = (name: string) => name === 'time of day';
    expect(worseWithout({ level, noise: 300, ahead: 24, without })).toBeCloseTo(1.45, 1);
  });

  it('3 times without last week, where each weekday has a shape of its own', () => {
    const level = (step: number) => 1000 + 100 * weekdayAt(step) * wave(step);
    const without = (name: string) => name.startsWith('last week');
    const trial = { level, noise: 20, ahead: 12, without, hasWeeks: true };
    expect(worseWithout(trial)).toBeCloseTo(3.1, 1);
  });

  it('2.5 times without the weekend, where that is quiet', () => {
    const level = (step: number) => (weekdayAt(step) < 5 ? 1000 : 400);
    const without = (name: string) => name === 'weekend';
    expect(worseWithout({ level, noise: 20, ahead: 12, without })).toBeCloseTo(2.55, 1);
  });

  it('4 times without business hours, where offices make the load', () => {
    const isOpen = (step: number) => weekdayAt(step) < 5 && hourAt(step) >= 9 && hourAt(step) < 17;
    const level = (step: number) => (isOpen(step) ? 1000 : 300);
    const without = (name: string) => name === 'business hours';
    expect(worseWithout({ level, noise: 20, ahead: 12, without })).toBeCloseTo(4.5, 1);
  });

  it('by 8 % without the trend against the last hour, where single steps are chance', () => {
    const without = (name: string) => name === 'mean of 1 h';
    const trial = { level: wandering(0.99), noise: 200, ahead: 3, without };
    expect(worseWithout(trial)).toBeCloseTo(1.08, 1);
    expect(worseWithout(trial)).toBeGreaterThan(1.04);
  });

  it('by 9 % without the average of six hours, to which it returns', () => {
    const without = (name: string) => name === 'mean of 6 h';
    const trial = { level: wandering(0.997), noise: 800, ahead: 6, without };
    expect(worseWithout(trial)).toBeCloseTo(1.09, 1);
    expect(worseWithout(trial)).toBeGreaterThan(1.04);
  });
});

/** Four weeks and a bit, with one such day on the tenth of them and the other to come. */
const errorOfDay = (factor: number, events: readonly KnownEvent[]): number => {
  const historySteps = 28 * daySteps;
  const isOdd = (step: number) => {
    const day = Math.floor(step / daySteps);
    return day === 10 || day === 28;
  };
  const load = (step: number) =>
    (1000 + 600 * wave(step)) * (isOdd(step) ? factor : 1) * (1 + 0.02 * noiseAt(step));
  const { far } = outlook(series(historySteps, load), { ...usualSettings, events });
  if (far.kind === 'none') throw new Error('four weeks are enough for a forecast');
  const truth = coarser(series(historySteps + daySteps, load), hourMs / stepMs);
  return far.leads.reduce(
    (sum, { expected }, hour) => sum + Math.abs(expected - (truth.values[28 * 24 + hour] ?? 0)),
    0,
  );
};

const dayOf = (name: string, day: number): KnownEvent => ({
  name,
  startMs: startMs + day * dayMs,
  endMs: startMs + (day + 1) * dayMs,
  effect: { kind: 'learnt' },
});

describe('days that no week tells of are forecast five times better when they are known', () => {
  it.each([
    ['a holiday, as the last one was', 0.4],
    ['the end of a month, as the last one was', 2],
  ])('%s', (name, factor) => {
    const known = [dayOf(name, 10), dayOf(name, 28)];
    expect(errorOfDay(factor, []) / errorOfDay(factor, known)).toBeGreaterThan(5);
  });
});
