import { describe, expect, it } from 'vitest';
import type { Point } from '#engine/model.ts';
import { lookupIn, momentsOf, standingIn } from '#engine/moments.ts';

const points = (...moments: readonly number[]): readonly Point[] =>
  moments.map((atMs) => ({ atMs, value: atMs * 10 }));

const queueDepth = { kind: 'queueDepth', queueUrl: 'https://sqs/1/q' } as const;

describe('what a signal was at a moment', () => {
  it('a metric has a value at its own moments only', () => {
    const at = lookupIn(points(10, 20, 30), { kind: 'cpu' });
    expect([5, 10, 15, 30, 40].map((atMs) => at(atMs)?.value)).toEqual([
      undefined,
      100,
      undefined,
      300,
      undefined,
    ]);
  });

  it('a queue stands until it is looked at again', () => {
    const at = lookupIn(points(10, 20, 30), queueDepth);
    expect([5, 10, 15, 30, 40].map((atMs) => at(atMs)?.value)).toEqual([
      undefined,
      100,
      100,
      300,
      300,
    ]);
  });

  it('may be asked in any order', () => {
    const at = standingIn(points(10, 20, 30));
    expect([40, 15, 25, 5, 30].map((atMs) => at(atMs)?.value)).toEqual([
      300,
      100,
      200,
      undefined,
      300,
    ]);
  });

  it('knows nothing of nothing', () => {
    expect(standingIn([])(10)).toBeUndefined();
  });
});

describe('moments', () => {
  const rows: readonly (readonly [
    name: string,
    series: readonly (readonly Point[])[],
    moments: readonly number[],
  ])[] = [
    ['of nothing', [], []],
    ['of one signal', [points(1, 2)], [1, 2]],
    ['of two that share them', [points(1, 2), points(1, 2)], [1, 2]],
    ['of two that share the first ones', [points(1, 2), points(1, 2, 3)], [1, 2, 3]],
    ['of two that differ, in order', [points(2, 4), points(1, 4)], [1, 2, 4]],
    ['of numbers and not of texts', [points(9), points(10)], [9, 10]],
  ];
  for (const [name, series, moments] of rows) {
    it(name, () => expect(momentsOf(series)).toEqual(moments));
  }
});
