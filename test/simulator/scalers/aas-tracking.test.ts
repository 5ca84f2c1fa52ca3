import { describe, expect, test } from 'vitest';
import { aasTracking, trackingAsItComes } from '#simulator/scalers/aas-tracking.ts';
import { follow, repeated, series, sightAt } from './sights.ts';

const settings = trackingAsItComes({ min: 2, max: 20, targetPercent: 50 });
const begin = () => aasTracking('aas-60', settings).begin();

/** Four tasks run; the newest minute has just ended. */
const answer = (cpu: readonly (number | null)[], desired = 4): number =>
  begin()(sightAt(0, { minutes: series(0, cpu), desired }));

describe('out', () => {
  test.each([
    { rule: 'three of three over the target', cpu: [60, 60, 60], count: 5 },
    { rule: 'two are not enough', cpu: [50, 60, 60], count: 4 },
    { rule: 'at the target is not over it', cpu: [60, 60, 50], count: 4 },
    { rule: 'two points are not three', cpu: [90, 90], count: 4 },
    { rule: 'one missing is not three', cpu: [90, null, 90], count: 4 },
    { rule: 'missing at the end is not three', cpu: [90, 90, 90, null], count: 4 },
    { rule: 'in proportion to the newest', cpu: [60, 70, 100], count: 8 },
    { rule: 'rounded up', cpu: [51, 51, 51], count: 5 },
  ])('$rule', ({ cpu, count }) => {
    expect(answer(cpu)).toBe(count);
  });

  test('counts from running tasks, so tasks that start cause no second one', () => {
    expect(answer([100, 100, 100], 8)).toBe(8);
  });

  test('no higher than the maximum', () => {
    const sight = sightAt(0, { running: 12, minutes: series(0, [100, 100, 100]) });
    expect(begin()(sight)).toBe(20);
  });
});

describe('in', () => {
  test.each([
    { rule: 'fifteen of fifteen below nine tenths of the target', count: 3, cpu: repeated(15, 30) },
    { rule: 'fourteen are not enough', count: 4, cpu: [46, ...repeated(14, 30)] },
    { rule: 'one missing is not fifteen', count: 4, cpu: [null, ...repeated(14, 30)] },
    { rule: 'not if what is left would be over the target', count: 4, cpu: repeated(15, 44) },
    { rule: 'in proportion, but rounded up', count: 3, cpu: repeated(15, 26) },
    { rule: 'no lower than the minimum', count: 2, cpu: repeated(15, 1) },
  ])('$rule', ({ cpu, count }) => {
    expect(answer(cpu)).toBe(count);
  });

  // Of four tasks, rounding up alone would keep all of them; of twenty, two could go.
  test.each([
    { rule: 'nine tenths of the target is not below it', cpu: 45, count: 20 },
    { rule: 'a little less is', cpu: 44.9, count: 18 },
  ])('$rule', ({ cpu, count }) => {
    const sight = sightAt(0, { running: 20, minutes: series(0, repeated(15, cpu)) });
    expect(begin()(sight)).toBe(count);
  });

  test('waits 300 s for the next', () => {
    const looks = repeated(7, 0).map((_, minute) => ({
      minutes: series(minute * 60, repeated(15, minute === 0 ? 30 : 20)),
    }));
    expect(follow(begin(), looks, 60)).toEqual([3, 3, 3, 3, 3, 2, 2]);
  });
});

test('missing data does nothing in either direction', () => {
  expect(answer(repeated(15, null))).toBe(4);
  expect(answer([])).toBe(4);
});

test('a metric that stopped five minutes ago is missing', () => {
  const minutes = series(0, [90, 90, 90]);
  expect(begin()(sightAt(300, { minutes }))).toBe(8);
  expect(begin()(sightAt(301, { minutes }))).toBe(4);
});

test('a desired count below the minimum is raised to it', () => {
  expect(begin()(sightAt(0, { running: 1 }))).toBe(2);
});

test('at 20 s it looks three times a minute at points of 20 s', () => {
  const fast = aasTracking('aas-20', { ...settings, resolutionSeconds: 20 });
  const thirds = series(0, [60, 60, 60], 20);
  expect(fast.everySeconds).toBe(20);
  expect(fast.begin()(sightAt(0, { thirds }))).toBe(5);
  expect(fast.begin()(sightAt(0, { minutes: series(0, [60, 60, 60]) }))).toBe(4);
});

test('a flash crowd by the minute: three minutes to see it, then the rest as CPU leaves 100 %', () => {
  const load = 10;
  let running = 4;
  const seen: number[] = repeated(3, 50).slice();
  const decide = begin();
  const counts = repeated(12, load).map((tasks, minute) => {
    seen.push(Math.min(100, (100 * tasks) / running));
    const sight = sightAt((minute + 1) * 60, { running, minutes: series((minute + 1) * 60, seen) });
    running = decide(sight);
    return running;
  });
  // 4 to 8 adds 4. 8 to 16 would add 8, of which 4 count already. 83 % of 12 wants 8 more, which waits for the cooldown.
  expect(counts).toEqual([4, 4, 8, 12, 12, 12, 12, 12, 20, 20, 20, 20]);
});
