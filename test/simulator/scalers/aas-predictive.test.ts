import { describe, expect, test } from 'vitest';
import { aasPredictive, predictiveAsItComes } from '#simulator/scalers/aas-predictive.ts';
import { trackingAsItComes } from '#simulator/scalers/aas-tracking.ts';
import { forecastAt, forecastHours } from '#simulator/scalers/hourly-forecast.ts';
import type { HourPoint } from '#simulator/scalers/scaler.ts';
import { at, repeated, series, sightAt } from './sights.ts';

const hour = 3600;

/** Hours that end at second 0; `shape` gives the requests of the hour that begins so many hours before. */
const history = (hours: number, shape: (hoursBack: number) => number): readonly HourPoint[] =>
  Array.from({ length: hours }, (_, index) => {
    const back = hours - index;
    return { atMs: at(-back * hour), requests: shape(back) };
  });

describe('the forecast', () => {
  test('needs a day of hours', () => {
    expect(
      forecastHours(
        history(23, () => 1),
        48,
      ),
    ).toBeNull();
  });

  test('is the same hour of the last day while there is no week', () => {
    const hours = history(24, (back) => back);
    const forecast = forecastHours(hours, 48);
    expect(forecast?.requests.slice(0, 3)).toEqual([24, 23, 22]);
    expect(forecast?.requests.slice(24, 26)).toEqual([24, 23]);
  });

  test('is the same hour last week at the level of the last day after eight days', () => {
    const hours = history(192, (back) => (back <= 24 ? 300 : 100 + back));
    // A week before the last day: 169 to 192 hours back, 100 more each, on average 280.5.
    expect(forecastHours(hours, 48)?.requests[0]).toBeCloseTo((268 * 300) / 280.5, 9);
  });

  test('looks back no further than it must: a gap in the last two weeks falls back to the day', () => {
    const hours = history(192, (back) => back).filter((_, index) => index !== 5);
    expect(forecastHours(hours, 48)?.requests[0]).toBe(24);
  });

  test('knows nothing of hours it does not cover', () => {
    const forecast = forecastHours(
      history(24, () => 7),
      48,
    );
    if (forecast === null) throw new Error('A day of hours made no forecast');
    expect(forecastAt(forecast, at(47 * hour))).toBe(7);
    expect(forecastAt(forecast, at(48 * hour))).toBe(0);
    expect(forecastAt(forecast, at(-1))).toBe(0);
  });
});

describe('the policy', () => {
  const tracking = trackingAsItComes({ min: 2, max: 20, targetPercent: 50 });
  const begin = () => aasPredictive(predictiveAsItComes(tracking, 100)).begin();
  /** A task at the target carries 180,000 requests an hour: 4 tasks by day, 9 in the second hour from now. */
  const hours = history(24, (back) => (back === 23 ? 9 : 4) * 180_000);

  test.each([
    { rule: 'holds what this hour needs', seconds: 0, count: 4 },
    { rule: 'nothing 301 s before the next', seconds: hour - 301, count: 4 },
    { rule: 'raises 300 s before the hour', seconds: hour - 300, count: 9 },
    { rule: 'holds through the hour', seconds: 2 * hour - 1, count: 9 },
  ])('$rule', ({ seconds, count }) => {
    const decide = begin();
    decide(sightAt(0, { hours }));
    expect(decide(sightAt(seconds, { hours }))).toBe(Math.max(4, count));
  });

  test('never scales in by itself', () => {
    expect(begin()(sightAt(0, { hours, running: 15 }))).toBe(15);
  });

  test('target tracking goes in down to the forecast and no further', () => {
    const minutes = series(0, repeated(15, 5));
    expect(begin()(sightAt(0, { hours, running: 15, minutes }))).toBe(4);
  });

  test('target tracking goes out beyond the forecast', () => {
    const minutes = series(0, [100, 100, 100]);
    expect(begin()(sightAt(0, { hours, running: 8, minutes }))).toBe(16);
  });

  test('honours the maximum', () => {
    const crowd = history(24, () => 100 * 180_000);
    expect(begin()(sightAt(0, { hours: crowd }))).toBe(20);
  });

  test('with less than a day it is target tracking alone', () => {
    const young = history(23, () => 9 * 180_000);
    expect(begin()(sightAt(0, { hours: young }))).toBe(4);
  });

  test('makes a new forecast every six hours and not before', () => {
    const decide = begin();
    const changed = history(24, () => 12 * 180_000);
    decide(sightAt(0, { hours }));
    expect(decide(sightAt(6 * hour - 1, { hours: changed }))).toBe(4);
    expect(decide(sightAt(6 * hour, { hours: changed }))).toBe(12);
  });
});
