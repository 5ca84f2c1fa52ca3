import { describe, expect, test } from 'vitest';
import { hpa, hpaAsItComes } from '#simulator/scalers/hpa.ts';
import { behave, noMemory } from '#simulator/scalers/hpa-behaviour.ts';
import { byTotal, byUtilisation } from '#simulator/scalers/hpa-replicas.ts';
import { at, fineSeries, follow, repeated, sightAt } from './sights.ts';

describe('a recommendation by utilisation', () => {
  const tolerance = 0.1;
  test.each([
    { rule: 'in proportion, rounded up', current: 4, ready: 4, ratio: 1.3, replicas: 6 },
    { rule: 'none within the tolerance', current: 4, ready: 4, ratio: 1.1, replicas: 4 },
    { rule: 'none within it below', current: 10, ready: 10, ratio: 0.9, replicas: 10 },
    { rule: 'downwards, rounded up', current: 10, ready: 10, ratio: 0.61, replicas: 7 },
    { rule: 'unready count as idle on the way up', current: 8, ready: 4, ratio: 3, replicas: 12 },
    { rule: 'and may leave nothing to do', current: 8, ready: 4, ratio: 2, replicas: 8 },
    { rule: 'or turn it round, which does nothing', current: 8, ready: 4, ratio: 1.5, replicas: 8 },
    { rule: 'they are left out on the way down', current: 8, ready: 6, ratio: 0.5, replicas: 3 },
  ])('$rule', ({ current, ready, ratio, replicas }) => {
    expect(byUtilisation({ current, ready, ratio, tolerance })).toBe(replicas);
  });
});

test.each([
  { rule: 'shared out, rounded up', current: 2, total: 101, replicas: 11 },
  { rule: 'none within the tolerance', current: 10, total: 110, replicas: 10 },
  { rule: 'an empty queue wants none', current: 10, total: 0, replicas: 0 },
])('a recommendation by total: $rule', ({ current, total, replicas }) => {
  expect(byTotal({ current, total, perReplica: 10, tolerance: 0.1 })).toBe(replicas);
});

describe('the behaviour', () => {
  test('up by four pods while few, by 100 % while many', () => {
    expect(behave(noMemory, 2, { atMs: at(0), replicas: 50 }).replicas).toBe(6);
    expect(behave(noMemory, 10, { atMs: at(0), replicas: 50 }).replicas).toBe(20);
  });

  test('what was added within 15 s counts', () => {
    const first = behave(noMemory, 10, { atMs: at(0), replicas: 15 });
    expect(behave(first.memory, 15, { atMs: at(14), replicas: 50 }).replicas).toBe(20);
    expect(behave(first.memory, 15, { atMs: at(15), replicas: 50 }).replicas).toBe(30);
  });

  test('down to the highest recommendation of 300 s', () => {
    const first = behave(noMemory, 10, { atMs: at(0), replicas: 8 });
    const second = behave(first.memory, 8, { atMs: at(299), replicas: 2 });
    expect(second.replicas).toBe(8);
    expect(behave(second.memory, 8, { atMs: at(300), replicas: 3 }).replicas).toBe(3);
  });
});

describe('the loop', () => {
  const begin = () => hpa(hpaAsItComes({ min: 2, max: 40, targetPercent: 50 })).begin();

  test('reads what is 15 to 30 s old', () => {
    const fine = fineSeries(0, [0.1, 1, 1, 1, 0.1, 0.1, 0.1]);
    expect(begin()(sightAt(0, { fine }))).toBe(8);
  });

  test('CPU cannot pass 100 %', () => {
    expect(begin()(sightAt(0, { fine: fineSeries(0, repeated(6, 9)) }))).toBe(8);
  });

  test('without metrics nothing happens', () => {
    expect(begin()(sightAt(0))).toBe(4);
  });

  test('a flash crowd: doubles every 15 s while CPU is at its end', () => {
    const looks = repeated(4, 0).map((_, round) => ({
      fine: fineSeries(round * 15, repeated(6, 1)),
    }));
    expect(follow(begin(), looks, 15)).toEqual([8, 16, 32, 40]);
  });

  test('a lull: nothing for 300 s after the last higher recommendation, then all at once', () => {
    const looks = repeated(23, 0).map((_, round) => ({
      fine: fineSeries(round * 15, repeated(6, round < 2 ? 0.5 : 0.1), 10),
      ...(round === 0 ? { running: 10, desired: 10 } : {}),
    }));
    const counts = follow(begin(), looks, 15);
    expect(counts.slice(0, 21)).toEqual(repeated(21, 10));
    expect(counts.slice(21)).toEqual([2, 2]);
  });
});
