import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NeedMinute, weeklyNeed } from '#simulator/backtest/quiet/weekly-need.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A Monday. */
const mondayMs = Date.UTC(2026, 0, 5);

const minutesOf = (
  days: number,
  tasksAt: (atMs: number) => number,
  fromMs = mondayMs,
): readonly NeedMinute[] =>
  Array.from({ length: days * 1440 }, (_, minute) => {
    const atMs = fromMs + minute * minuteMs;
    return { atMs, tasks: tasksAt(atMs) };
  });

const nothing = Array.from({ length: 24 }, () => null);

describe('what the hours of the week need', () => {
  it('is the most of any day, weekdays and weekends apart', () => {
    const weekendFrom = mondayMs + 120 * hourMs;
    const oddMs = mondayMs + 27 * hourMs + 5 * minuteMs;
    const need = weeklyNeed(
      minutesOf(7, (atMs) => (atMs === oddMs ? 9 : atMs >= weekendFrom ? 2 : 5)),
      'UTC',
    );
    expect(need.weekday[3]).toBe(9);
    expect(need.weekday[4]).toBe(5);
    expect(need.weekend).toEqual(Array.from({ length: 24 }, () => 2));
  });

  it.each([
    { name: 'no minutes', minutes: [] },
    { name: 'one hour', minutes: minutesOf(1, () => 3).slice(0, 60) },
    { name: 'two weekdays', minutes: minutesOf(2, () => 3) },
    { name: 'numbers that are none', minutes: minutesOf(7, () => Number.NaN) },
    { name: 'tasks without end', minutes: minutesOf(7, () => Number.POSITIVE_INFINITY) },
    {
      name: 'moments that are none',
      minutes: minutesOf(7, () => 3).map((each) => ({ ...each, atMs: Number.NaN })),
    },
    {
      name: 'half of each hour',
      minutes: minutesOf(7, () => 3).filter((_, minute) => minute % 60 < 50),
    },
  ])('is unknown of $name', ({ minutes }) => {
    expect(weeklyNeed(minutes, 'UTC')).toEqual({ weekday: nothing, weekend: nothing });
  });

  it('goes by the hours that people there saw', () => {
    const at = (atMs: number): number => (new Date(atMs).getUTCHours() === 2 ? 7 : 1);
    expect(weeklyNeed(minutesOf(14, at), 'UTC').weekday.indexOf(7)).toBe(2);
    expect(weeklyNeed(minutesOf(14, at), 'Asia/Tokyo').weekday.indexOf(7)).toBe(11);
  });

  it('an hour that clocks skip was not seen that day, and one that they repeat counts once', () => {
    const zone = 'Europe/Berlin';
    // Clocks go forward on Sunday 29 March 2026, and back on Sunday 25 October.
    const spring = minutesOf(7, () => 1, Date.UTC(2026, 2, 25));
    expect(weeklyNeed(spring, zone).weekend[2]).toBeNull();
    expect(weeklyNeed(spring, zone).weekend[3]).toBe(1);
    const autumnMs = Date.UTC(2026, 9, 21);
    const secondTwoMs = Date.UTC(2026, 9, 25, 1, 30);
    const autumn = minutesOf(7, (atMs) => (atMs === secondTwoMs ? 4 : 1), autumnMs);
    expect(weeklyNeed(autumn, zone).weekend[2]).toBe(4);
    expect(
      weeklyNeed(
        autumn.filter(({ atMs }) => atMs >= secondTwoMs),
        zone,
      ).weekend[2],
    ).toBeNull();
  });

  it('is never below what a known hour had, whatever came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 24, maxLength: 24 }), (byHour) => {
        const tasksAt = (atMs: number): number => byHour[new Date(atMs).getUTCHours()] ?? 0;
        const { weekday, weekend } = weeklyNeed(minutesOf(7, tasksAt), 'UTC');
        expect([weekday, weekend]).toEqual([byHour, byHour]);
      }),
      { numRuns: 5 },
    );
  });
});
