import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsIn, jumpsIn, waitBetween, without } from '#engine/cadence/jumps.ts';
import { waitsUpTo } from '#engine/cadence/waits.ts';
import type { Point } from '#engine/model.ts';
import { minuteMs, startMs } from '../support.ts';

const pointsOf = (values: readonly number[]): readonly Point[] =>
  values.map((value, minute) => ({ atMs: startMs + minute * minuteMs, value }));

const hours = (at: (minute: number) => number): readonly Point[] =>
  pointsOf(Array.from({ length: 180 }, (_, minute) => at(minute)));

const eventsOf = (points: readonly Point[], limit: number): number =>
  eventsIn(jumpsIn({ points, limit }));

describe('jumps', () => {
  it.each([
    { name: 'a calm number has none', points: hours(() => 4), limit: 6, events: 0 },
    {
      name: 'a slow rise is none',
      points: hours((minute) => 3 + minute / 90),
      limit: 8,
      events: 0,
    },
    {
      name: 'a step past the room is one, though calm for hours since',
      points: hours((minute) => (minute < 30 ? 2 : 4)),
      limit: 6,
      events: 1,
    },
    {
      name: 'a step within the room is none',
      points: hours((minute) => (minute < 30 ? 3.5 : 4)),
      limit: 6,
      events: 0,
    },
    {
      name: 'each burst is one, however long it lasts',
      points: hours((minute) => (minute % 60 >= 30 && minute % 60 < 33 ? 20 : 1)),
      limit: 6,
      events: 3,
    },
    {
      name: 'near nothing a multiple is none',
      points: hours((minute) => (minute % 20 === 7 ? 0.05 : 0.01)),
      limit: 6,
      events: 0,
    },
    { name: 'nothing known, none', points: [], limit: 6, events: 0 },
  ])('$name', ({ points, limit, events }) => {
    expect(eventsOf(points, limit)).toBe(events);
  });

  const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 200 });
  const limits = fc.double({ min: 0.1, max: 200, noNaN: true });

  it('are never fewer where there is less room', () => {
    fc.assert(
      fc.property(values, limits, limits, (series, one, other) => {
        const points = pointsOf(series);
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const found = new Set(jumpsIn({ points, limit: less }));
        // What is small beside the limit is no news, and that grows with the limit.
        if (series.every((value) => value > more)) {
          expect(jumpsIn({ points, limit: more }).every((jump) => found.has(jump))).toBe(true);
        }
        expect(eventsIn([...found])).toBeLessThanOrEqual(found.size);
      }),
    );
  });

  it('that came together are seen in one signal', () => {
    const [first, second] = [startMs, startMs + 60 * minuteMs];
    expect(without([first, second], [first + 2 * minuteMs])).toEqual([second]);
  });
});

describe('the wait that jumps leave', () => {
  const waits = waitsUpTo(5);
  const waitOf = (jumps: number, minutes: number, riskRatio = 0.1): number =>
    waitBetween({ jumps, minutes }, waits, riskRatio);

  it.each([
    { name: 'three calm hours: any', jumps: 0, minutes: 180, risk: 0.1, wait: 5 },
    { name: 'a calm hour: little', jumps: 0, minutes: 60, risk: 0.1, wait: 1 },
    { name: 'one jump in three hours', jumps: 1, minutes: 180, risk: 0.1, wait: 4 },
    { name: 'two', jumps: 2, minutes: 180, risk: 0.1, wait: 2 },
    { name: 'three: every tick', jumps: 3, minutes: 180, risk: 0.1, wait: 1 },
    { name: 'three at twice the risk', jumps: 3, minutes: 180, risk: 0.2, wait: 4 },
  ])('$name', ({ jumps, minutes, risk, wait }) => {
    expect(waitOf(jumps, minutes, risk)).toBe(wait);
  });

  it('is never longer for more jumps, less time or a smaller risk', () => {
    const counts = fc.integer({ min: 0, max: 40 });
    const times = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(counts, times, counts, times, (jumps, minutes, more, longer) => {
        const wait = waitOf(jumps, minutes);
        expect(waitOf(jumps + more, minutes)).toBeLessThanOrEqual(wait);
        expect(waitOf(jumps, minutes + longer)).toBeGreaterThanOrEqual(wait);
        expect(waitOf(jumps, minutes, 0.2)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });

  it('keeps the chance of a jump within the risk, for what was seen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 400 }),
        (jumps, minutes) => {
          const wait = waitOf(jumps, minutes);
          // On every tick is as often as it goes.
          if (wait > 1) expect((jumps / minutes) * (wait + 2)).toBeLessThanOrEqual(0.1);
        },
      ),
    );
  });
});
