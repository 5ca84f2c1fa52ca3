import { describe, expect, test } from 'vitest';
import { knative, knativeAsItComes } from '#simulator/scalers/knative.ts';
import type { Sight } from '#simulator/scalers/scaler.ts';
import { fineSeries, repeated, sightAt } from './sights.ts';

const tuned = { min: 1, max: 200, targetPercent: 70, loopSeconds: 5 };

const begin = () => knative(knativeAsItComes(tuned)).begin();

/** One that was started 61 s ago, long enough to have left the panic it starts in. */
const settled = () => {
  const decide = begin();
  const calm = (seconds: number) =>
    sightAt(seconds, { fine: fineSeries(seconds, repeated(12, 0.7)) });
  expect(decide(calm(-61))).toBe(4);
  return (sight: Sight) => decide(sight);
};

describe('calm', () => {
  test.each([
    { rule: 'the mean of 60 s at 70 of 100', use: repeated(12, 0.75), count: 5 },
    { rule: 'what is older does not count', use: [9, ...repeated(12, 0.7)], count: 4 },
    { rule: 'down by the half at most', use: repeated(12, 0.01), count: 2 },
    {
      rule: 'a spike that is short of panic is averaged',
      use: [...repeated(11, 0.7), 1.2],
      count: 5,
    },
  ])('$rule', ({ use, count }) => {
    expect(settled()(sightAt(0, { fine: fineSeries(0, use) }))).toBe(count);
  });
});

describe('panic', () => {
  test('begins when the last 6 s ask for twice what is ready, and follows them', () => {
    const fine = fineSeries(0, [...repeated(11, 0.7), 1.4]);
    expect(settled()(sightAt(0, { fine }))).toBe(8);
  });

  test('takes nothing away and ends 60 s after the last alarm', () => {
    const decide = settled();
    decide(sightAt(0, { fine: fineSeries(0, [...repeated(11, 0.7), 2.8]) }));
    const later = (seconds: number) =>
      decide(sightAt(seconds, { running: 16, fine: fineSeries(seconds, repeated(12, 0.35), 16) }));
    expect(later(30)).toBe(16);
    expect(later(60)).toBe(16);
    expect(later(61)).toBe(8);
  });

  test('takes nothing away when a later alarm asks for less', () => {
    const decide = settled();
    expect(decide(sightAt(0, { fine: fineSeries(0, [...repeated(11, 0.7), 2.8]) }))).toBe(16);
    const weaker = fineSeries(5, [...repeated(11, 0.7), 1.4]);
    expect(decide(sightAt(5, { desired: 16, pending: 12, fine: weaker }))).toBe(16);
  });

  test('what the stable window asks for counts if it is more', () => {
    const decide = settled();
    decide(sightAt(0, { fine: fineSeries(0, [...repeated(11, 0.7), 1.4]) }));
    expect(decide(sightAt(5, { fine: fineSeries(5, [...repeated(11, 7), 0.7]) }))).toBe(37);
  });

  test('is what it starts in, so that a restart takes nothing away', () => {
    const decide = begin();
    expect(decide(sightAt(0, { running: 30, fine: fineSeries(0, [0.01], 30) }))).toBe(30);
  });
});

test('without a point nothing happens', () => {
  expect(begin()(sightAt(0, { running: 3 }))).toBe(3);
});

test('a plant that steps slower than the panic window is read at its newest point', () => {
  const slow = fineSeries(-2, [...repeated(11, 0.7), 1.4]);
  expect(settled()(sightAt(5, { fine: slow }))).toBe(8);
});
