import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from '#simulator/report/charts/labels.ts';
import { filledStairs, polyline, stairs } from '#simulator/report/charts/path.ts';
import { linearScale, logScale, scaleFor } from '#simulator/report/charts/scale.ts';
import { timeMarks } from '#simulator/report/charts/time-marks.ts';

describe('stairs', () => {
  it.each([
    { name: 'a level line is two words', heights: [0.5, 0.5, 0.5, 0.5], path: 'M0 500H1000' },
    { name: 'only changes are written', heights: [0, 0, 1, 1], path: 'M0 1000H500V0H1000' },
    { name: 'a gap is left open', heights: [1, null, 1, 1], path: 'M0 0H250M500 0H1000' },
    { name: 'what ends unknown ends there', heights: [1, null], path: 'M0 0H500' },
    { name: 'nothing known is nothing', heights: [null, null], path: '' },
  ])('$name', ({ heights, path }) => {
    expect(stairs(heights)).toBe(path);
  });

  it('an area is closed at the bottom', () => {
    expect(filledStairs([0.5, null])).toBe('M0 500H500V1000H1000V1000H0Z');
  });

  it('a line goes from place to place', () => {
    expect(polyline([])).toBe('');
    expect(
      polyline([
        { x: 0, y: 0 },
        { x: 0.5, y: 1 },
      ]),
    ).toBe('M0 1000L500 0');
  });
});

describe('scale', () => {
  it('marks are round, ascending and on the axis', () => {
    const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, (highest) => {
        const { marks, place } = linearScale(0, highest);
        expect(marks.length).toBeGreaterThanOrEqual(4);
        expect(marks.length).toBeLessThanOrEqual(12);
        for (const { at, value } of marks) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(1 + 1e-9);
          expect(place(value)).toBeCloseTo(at, 9);
        }
      }),
    );
  });

  it('small ones that would lie on each other make it logarithmic, with a place for zero', () => {
    expect(scaleFor([10, 50]).kind).toBe('linear');
    const { kind, place } = scaleFor([0, 0.1, 50]);
    expect(kind).toBe('log');
    expect(place(0)).toBe(0);
    expect(place(0.1)).toBeGreaterThan(0);
    expect(place(50)).toBeLessThan(1);
    expect(place(55)).toBeCloseTo(1, 9);
  });

  it.each([
    { from: 0.3, to: 8, marks: [0, 0.5, 1, 2, 5] },
    { from: 0.01, to: 90, marks: [0, 0.01, 0.1, 1, 10] },
  ])('a logarithmic axis from $from to $to is marked $marks', ({ from, to, marks }) => {
    expect(logScale(from, to).marks.map(({ value }) => value)).toEqual(marks);
  });

  it('more is never lower', () => {
    const { place } = logScale(0.02, 80);
    const values = [0, 0.01, 0.02, 0.5, 1, 79, 80];
    const places = values.map(place);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('nothing but zeros still has an axis', () => {
    expect(scaleFor([0, 0]).place(0)).toBe(0);
  });
});

describe('time marks', () => {
  const fromMs = Date.parse('2026-01-05T00:00:00Z');
  const minutes = (count: number) => ({ fromMs, toMs: fromMs + count * 60_000 });

  it.each([
    { of: 'two hours', span: minutes(120), texts: ['01-05', '00:15', '00:30'] },
    { of: 'a day', span: minutes(1440), texts: ['01-05', '03:00', '06:00'] },
    { of: 'two weeks', span: minutes(14 * 1440), texts: ['01-05', '01-07', '01-09'] },
  ])('$of', ({ span, texts }) => {
    const marks = timeMarks(span);
    expect(marks.slice(0, 3).map(({ text }) => text)).toEqual(texts);
    expect(marks.length).toBeLessThanOrEqual(9);
  });
});

describe('labels', () => {
  const place = fc.record({
    x: fc.double({ min: 0, max: 1, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('never lie on each other, and stay in their column', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 11 }), (places) => {
        const spread = spreadLabels(places);
        expect(spread.map(({ x }) => x)).toEqual(places.map(({ x }) => x));
        for (const [index, one] of spread.entries()) {
          for (const other of spread.slice(index + 1)) {
            const apart = Math.abs(one.x - other.x) >= 0.25 || Math.abs(one.y - other.y) >= 0.0499;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });
});
