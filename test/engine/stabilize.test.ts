import { describe, expect, it } from 'vitest';
import { stabilize } from '#engine/stabilize.ts';
import { contextOf, minuteMs, policyOf, proposalOf, startMs, viewOf } from './support.ts';

/** Wishes one a minute, the newest a minute old, as metrics come. */
const stabilized = (wants: readonly number[], seconds: { out: number; in: number }) => {
  const wishes = wants.map((want, index) => ({
    atMs: startMs - (wants.length - index) * minuteMs,
    want,
    exact: want,
  }));
  const context = contextOf({
    policy: policyOf({ stabilizeSeconds: seconds }),
    view: viewOf(6),
  });
  return stabilize(proposalOf(wants.at(-1) ?? 6, { wishes }), context);
};

type Row = readonly [
  name: string,
  wants: readonly number[],
  out: number,
  inwards: number,
  desired: number,
];

// The count is 6.
const rows: readonly Row[] = [
  ['no window, no wait', [6, 6, 2], 0, 0, 2],
  ['in follows the highest of the window', [5, 3, 2], 0, 180, 5],
  ['in never rises above the count', [9, 3, 2], 0, 180, 6],
  ['a wish from before the window is over', [5, 3, 3, 2], 0, 120, 3],
  ['the wish that stood when the window began counts', [5, 3, 2], 0, 120, 5],
  ['out goes at once by default', [6, 6, 9], 0, 300, 9],
  ['out follows the lowest of its window', [7, 8, 9], 180, 0, 7],
  ['out never falls below the count', [2, 8, 9], 180, 0, 6],
  ['a calm window changes nothing', [6, 6, 6], 180, 180, 6],
];

describe('stabilisation', () => {
  for (const [name, wants, out, inwards, desired] of rows) {
    it(`${name}: ${wants.join(' ')}`, () => {
      expect(stabilized(wants, { out, in: inwards }).desired).toBe(desired);
    });
  }

  it('says which moment decided: the latest, where several were as high', () => {
    expect(stabilized([5, 5, 2], { out: 0, in: 180 }).reasons).toEqual([
      {
        kind: 'stabilized',
        direction: 'in',
        asked: 2,
        granted: 5,
        windowSeconds: 180,
        decidedByMs: startMs - 2 * minuteMs,
      },
    ]);
    expect(stabilized([7, 9], { out: 180, in: 0 }).reasons).toMatchObject([{ direction: 'out' }]);
    expect(stabilized([2, 2, 2], { out: 0, in: 180 }).reasons).toEqual([]);
  });
});
