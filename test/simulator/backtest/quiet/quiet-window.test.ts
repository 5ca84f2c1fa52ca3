import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  quietWindow,
  savedTaskHoursAWeek,
  weekdaysOf,
} from '#simulator/backtest/quiet/quiet-window.ts';
import type { HourlyNeed, WeeklyNeed } from '#simulator/backtest/quiet/weekly-need.ts';

const hourly = (at: (hour: number) => number | null): HourlyNeed =>
  Array.from({ length: 24 }, (_, hour) => at(hour));

const all = (at: (hour: number) => number | null): WeeklyNeed => ({
  weekday: hourly(at),
  weekend: hourly(at),
});

const bounds = { min: 6, least: 2 };

const isNight = (hour: number): boolean => hour >= 20 || hour < 6;

describe('the quiet window', () => {
  it.each([
    {
      name: 'a night is one window over midnight',
      need: all((hour) => (isNight(hour) ? 2 : 8)),
      window: { on: 'every day', fromHour: 20, hours: 10, min: 2 },
    },
    {
      name: 'what is needed in it is its minimum',
      need: all((hour) => (isNight(hour) ? 3 : 8)),
      window: { on: 'every day', fromHour: 20, hours: 10, min: 3 },
    },
    {
      name: 'part of a task is a task',
      need: all((hour) => (isNight(hour) ? 2.01 : 8)),
      window: { on: 'every day', fromHour: 20, hours: 10, min: 3 },
    },
    {
      name: 'never fewer than the least',
      need: all((hour) => (isNight(hour) ? 0 : 8)),
      window: { on: 'every day', fromHour: 20, hours: 10, min: 2 },
    },
    {
      name: 'a calm weekend is its two whole days',
      need: { weekday: hourly(() => 8), weekend: hourly(() => 2) },
      window: { on: 'weekends', fromHour: 0, hours: 24, min: 2 },
    },
    {
      name: 'the night of a Friday ends on a Saturday, so a busy Saturday is no part of weekdays',
      need: { weekday: hourly((hour) => (isNight(hour) ? 2 : 8)), weekend: hourly(() => 8) },
      window: { on: 'weekdays', fromHour: 0, hours: 6, min: 2 },
    },
    {
      name: 'a minimum that is never needed is too high at all hours',
      need: all(() => 1),
      window: { on: 'every day', fromHour: 0, hours: 24, min: 2 },
    },
    {
      name: 'every day reads better than weekdays that save a little more',
      need: {
        weekday: hourly((hour) => (isNight(hour) ? 2 : 8)),
        weekend: hourly((hour) => (isNight(hour) ? 2 : 8)),
      },
      window: { on: 'every day', fromHour: 20, hours: 10, min: 2 },
    },
    {
      name: 'two hours of less are worth more than one of much less',
      need: all((hour) => (hour === 3 ? 2 : hour === 4 ? 3 : 8)),
      window: { on: 'every day', fromHour: 3, hours: 2, min: 3 },
    },
  ])('$name', ({ need, window }) => {
    expect(quietWindow(need, bounds)).toEqual(window);
  });

  it.each([
    { name: 'a week that needs its minimum', need: all(() => 6) },
    { name: 'a week that nobody knows', need: all(() => null) },
    { name: 'lists without hours', need: { weekday: [], weekend: [] } },
    { name: 'numbers that are none', need: all(() => Number.NaN) },
  ])('there is none of $name', ({ need }) => {
    expect(quietWindow(need, bounds)).toBeNull();
  });

  it('hours that nobody knows end it', () => {
    const need = all((hour) => (hour === 1 ? null : isNight(hour) ? 2 : 8));
    expect(quietWindow(need, bounds)).toMatchObject({ fromHour: 20, hours: 5 });
  });

  it('holds none of its hours below what it needs, and always saves', () => {
    const tasks = fc.oneof(fc.nat(9), fc.constant(null));
    const day = fc.array(tasks, { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(day, day, (weekday, weekend) => {
        const window = quietWindow({ weekday, weekend }, bounds);
        if (window === null) return;
        const { on, fromHour, hours, min } = window;
        expect(min).toBeGreaterThanOrEqual(bounds.least);
        expect(savedTaskHoursAWeek(window, bounds.min)).toBeGreaterThan(0);
        for (const begins of weekdaysOf[on]) {
          for (let hour = fromHour; hour < fromHour + hours; hour += 1) {
            const onDay = (begins + Math.floor(hour / 24)) % 7;
            const need = (onDay % 6 === 0 ? weekend : weekday)[hour % 24];
            expect(need).not.toBeNull();
            expect(need).toBeLessThanOrEqual(min);
          }
        }
      }),
    );
  });
});
