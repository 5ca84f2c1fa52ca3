import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Wish } from '#engine/model.ts';
import { overlay } from '#engine/overlay.ts';

const wish = (atMs: number, want: number): Wish => ({ atMs, want, exact: want });

describe('overlay', () => {
  const rows = [
    { name: 'nothing of nothing', lists: [], laid: [] },
    {
      name: 'one list as it is',
      lists: [[wish(0, 1), wish(60, 2)]],
      laid: [
        [0, 1],
        [60, 2],
      ],
    },
    {
      name: 'the largest of one moment',
      lists: [
        [wish(0, 1), wish(60, 5)],
        [wish(0, 3), wish(60, 2)],
      ],
      laid: [
        [0, 3],
        [60, 5],
      ],
    },
    {
      name: 'a wish that stands until its rule has another',
      lists: [[wish(0, 4)], [wish(30, 1), wish(60, 9)]],
      laid: [
        [0, 4],
        [30, 4],
        [60, 9],
      ],
    },
    {
      name: 'no wish of a rule before its first',
      lists: [[wish(50, 9)], [wish(0, 1)]],
      laid: [
        [0, 1],
        [50, 9],
      ],
    },
  ];
  it.each(rows)('gives $name', ({ lists, laid }) => {
    expect(overlay(lists).map(({ atMs, want }) => [atMs, want])).toEqual(laid);
  });

  const list = fc
    .uniqueArray(fc.nat({ max: 20 }), { maxLength: 8 })
    .chain((moments) =>
      fc.tuple(
        ...moments
          .toSorted((a, b) => a - b)
          .map((atMs) => fc.nat({ max: 9 }).map((want) => wish(atMs, want))),
      ),
    );

  it('is at every moment the largest wish that stands there', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), (lists) => {
        const moments = [...new Set(lists.flat().map(({ atMs }) => atMs))].sort((a, b) => a - b);
        const standing = (atMs: number) =>
          lists.flatMap((each) => each.findLast((one) => one.atMs <= atMs)?.want ?? []);
        expect(overlay(lists).map(({ atMs, want }) => [atMs, want])).toEqual(
          moments.map((atMs) => [atMs, Math.max(...standing(atMs))]),
        );
      }),
    );
  });
});
