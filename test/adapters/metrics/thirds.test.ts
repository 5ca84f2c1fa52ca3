/** Twenty-second points beside minutes: what a rule gets to see of a service that publishes so often. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { withThirds } from '#adapters/metrics/thirds.ts';
import type { Point } from '#engine/model.ts';

const minuteMs = 60_000;
const thirdMs = 20_000;

const third = (index: number, value: number, tasks = 4): Point => ({
  atMs: index * thirdMs,
  value,
  tasks,
});

/** What CloudWatch makes of them: three samples a task, and a minute of whatever third is there. */
const asMinutes = (thirds: readonly Point[]): readonly Point[] =>
  [...Map.groupBy(thirds, ({ atMs }) => Math.floor(atMs / minuteMs))].map(([minute, points]) => {
    const tasks = points.reduce((sum, each) => sum + (each.tasks ?? 0), 0);
    const used = points.reduce((sum, each) => sum + each.value * (each.tasks ?? 0), 0);
    return { atMs: minute * minuteMs, value: used / tasks, tasks };
  });

test('a service that publishes once a minute is seen as it was, whatever a period of 20 s finds', () => {
  const minutes = [
    { atMs: 0, value: 50, tasks: 4 },
    { atMs: minuteMs, value: 60, tasks: 4 },
  ];
  expect(withThirds(minutes, [])).toEqual({ kind: 'series', points: minutes });
  expect(withThirds(minutes, minutes)).toEqual({ kind: 'series', points: minutes });
  expect(withThirds([], [])).toEqual({ kind: 'absent' });
});

test('whole minutes are made of thirds, with the tasks that ran and not their samples', () => {
  const thirds = [third(0, 40), third(1, 50), third(2, 60), third(3, 90), third(4, 90)];
  expect(withThirds(asMinutes(thirds), thirds)).toEqual({
    kind: 'series',
    points: [{ atMs: 0, value: 50, tasks: 4 }],
    newest: third(4, 90),
  });
});

test('the newest third is told beside a minute that is over, too', () => {
  const thirds = [third(0, 40), third(1, 50), third(2, 60)];
  expect(withThirds(asMinutes(thirds), thirds)).toMatchObject({
    points: [{ atMs: 0, value: 50, tasks: 4 }],
    newest: third(2, 60),
  });
});

test('a minute that lacks a third in its middle is over once a later one has begun', () => {
  const thirds = [third(0, 40), third(2, 60), third(3, 50)];
  expect(withThirds([], thirds)).toMatchObject({ points: [{ atMs: 0, value: 50, tasks: 4 }] });
});

test('twenty seconds alone are nothing to begin with', () => {
  expect(withThirds([], [third(1, 90)])).toEqual({ kind: 'absent' });
});

test('a third that says nothing about its tasks is left out', () => {
  const thirds = [third(0, 40), third(1, 50), third(2, 60), { atMs: 3 * thirdMs, value: 99 }];
  expect(withThirds([], thirds)).toMatchObject({ newest: third(2, 60) });
});

test('law: demand by the minute is the mean demand of its thirds, and points stay in order', () => {
  const thirdsOf = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 50 })),
    {
      minLength: 4,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(thirdsOf, (drawn) => {
      const thirds = drawn.map(([value, tasks], index) => third(index, value, tasks));
      const reading = withThirds(asMinutes(thirds), thirds);
      if (reading.kind !== 'series') throw new Error(reading.kind);
      const { points, newest } = reading;
      for (const [index, { atMs, value, tasks = 0 }] of points.entries()) {
        const own = thirds.filter((each) => Math.floor(each.atMs / minuteMs) === atMs / minuteMs);
        const demand =
          own.reduce((sum, each) => sum + each.value * (each.tasks ?? 0), 0) / own.length;
        expect(value * tasks).toBeCloseTo(demand, 6);
        expect(atMs).toBe(index * minuteMs);
      }
      expect(newest?.atMs).toBeGreaterThan(points.at(-1)?.atMs ?? 0);
    }),
  );
});
