import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviationsAt, longestWait } from '#engine/cadence/growth.ts';
import { waitsUpTo } from '#engine/cadence/waits.ts';

const waits = waitsUpTo(30);
const minutes = 25;

const seriesOf = (at: (minute: number) => number): readonly number[] =>
  Array.from({ length: minutes }, (_, minute) => at(minute));

const waitFor = (values: readonly number[], limit: number): number =>
  longestWait({ values, limit }, waits, deviationsAt.usual);

describe('how long a number may be left alone', () => {
  it.each([
    { name: 'calm and far below: the longest', values: seriesOf(() => 4), limit: 6, wait: 30 },
    { name: 'at its limit: not at all', values: seriesOf(() => 6), limit: 6, wait: 1 },
    { name: 'above its limit: not at all', values: seriesOf(() => 9), limit: 6, wait: 1 },
    { name: 'nothing known: not at all', values: [], limit: 6, wait: 1 },
    { name: 'three points: not at all', values: [1, 1, 1], limit: 6, wait: 1 },
    {
      name: 'rising towards it: less long',
      values: seriesOf((minute) => 3 * 1.02 ** minute),
      limit: 6,
      wait: 5,
    },
    {
      name: 'rising as never before: less long still',
      values: seriesOf((minute) => (minute < 20 ? 3 : 3 * 1.08 ** (minute - 19))),
      limit: 6,
      wait: 3,
    },
    {
      name: 'jumping about: not at all',
      values: seriesOf((minute) => (minute % 10 < 5 ? 2 : 5)),
      limit: 6,
      wait: 1,
    },
  ])('$name', ({ values, limit, wait }) => {
    expect(waitFor(values, limit)).toBe(wait);
  });

  it('a number that rises may wait less long the nearer it is', () => {
    const rising = seriesOf((minute) => 1.01 ** minute);
    const [near, far] = [waitFor(rising, 1.5), waitFor(rising, 3)];
    expect(near).toBeLessThan(far);
  });

  const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 60 });

  it('never longer for a lower limit, nor for a smaller risk', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.1, max: 200, noNaN: true }), (series, limit) => {
        const usual = waitFor(series, limit);
        const thrifty = longestWait({ values: series, limit }, waits, deviationsAt.thrifty);
        expect(waits).toContain(usual);
        expect(thrifty).toBeGreaterThanOrEqual(usual);
      }),
    );
  });
});
