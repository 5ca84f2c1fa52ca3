import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Wish } from '#engine/model.ts';
import { isNonEmpty, type NonEmpty } from '#engine/non-empty.ts';
import { noiseOf, steadied } from '#engine/rules/noise.ts';
import { cpuTrack, minuteMs, policyOf, startMs } from '../support.ts';
import { play } from '../timeline.ts';

const wishesOf = (values: readonly number[]): NonEmpty<Wish> => {
  const wishes = values.map(
    (exact, index): Wish => ({
      atMs: startMs + index * minuteMs,
      exact,
      want: Math.ceil(exact),
    }),
  );
  if (!isNonEmpty(wishes)) throw new Error('a test needs at least one wish');
  return wishes;
};

const minutes = (count: number, value: (minute: number) => number): NonEmpty<Wish> =>
  wishesOf(Array.from({ length: count }, (_, minute) => value(minute)));

describe('noise', () => {
  const deviation = (wishes: readonly Wish[]): number | undefined => noiseOf(wishes)?.deviation;

  it('is nothing where demand rises steadily, however fast', () => {
    expect(deviation(minutes(16, (minute) => 4 + 3 * minute))).toBeCloseTo(0);
  });

  it('is how far points stray: of ±1 in turn each triple is off by 4, and 4 ÷ √6 is 1.633', () => {
    expect(deviation(minutes(16, (minute) => 10 + (minute % 2 === 0 ? 1 : -1)))).toBeCloseTo(1.633);
  });

  it('is not known of fewer than ten points', () => {
    expect(noiseOf(minutes(9, (minute) => minute % 3))).toBeNull();
    expect(noiseOf(minutes(10, (minute) => minute % 3))).not.toBeNull();
  });

  it('is that of the last quarter of an hour, not of what was before', () => {
    const wild = (minute: number): number => (minute % 2) * 50;
    expect(deviation(minutes(60, (minute) => (minute < 40 ? wild(minute) : 10)))).toBeCloseTo(0);
  });
});

describe('wild demand', () => {
  const isWild = (value: (minute: number) => number): boolean | undefined =>
    noiseOf(minutes(21, value))?.isWild;

  it('is bursts of minutes with next to nothing in between', () => {
    expect(isWild((minute) => (minute % 4 === 0 ? 20 : 1))).toBe(true);
  });

  it('is not demand that strays by a quarter', () => {
    expect(isWild((minute) => (minute % 2 === 0 ? 8 : 12))).toBe(false);
  });

  it('is not the first crowd of a calm service, however large', () => {
    expect(isWild((minute) => (minute === 20 ? 500 : 5))).toBe(false);
    expect(isWild((minute) => (minute >= 17 ? 500 : 5))).toBe(false);
  });

  it('is not the idling of a service at next to nothing, whose first crowd must not wait', () => {
    // 0.3 % and 3 % of one task at a target of 50 %.
    expect(isWild((minute) => (minute % 4 === 0 ? 0.06 : 0.006))).toBe(false);
    expect(isWild((minute) => (minute % 4 === 0 ? 2 : 0.1))).toBe(true);
  });

  it('is not known before twenty minutes were seen', () => {
    const bursts = minutes(14, (minute) => (minute % 4 === 0 ? 20 : 1));
    expect(noiseOf(bursts)?.isWild).toBe(false);
  });

  it('is answered at once where it was idling before, as far as metrics tell', () => {
    const idling = Array.from({ length: 30 }, (_, minute) => (minute % 4 === 0 ? 3 : 0.3));
    const policy = policyOf({ rules: [{ ...cpuTrack, steady: true }] });
    const { counts } = play({ policy, desired: 1, load: [...idling, 150, 150, 150] });
    // 100 % of one task, counted 1.5-fold, is 3 at a target of 50 %; metrics are a minute late.
    expect(counts.slice(29)).toEqual([1, 1, 3, 3]);
  });

  it('counts as far as it lasts for five minutes', () => {
    const wild = { deviation: 5, isWild: true };
    const exacts = steadied(wishesOf([1, 20, 1, 9, 9, 8, 9, 9, 30]), wild).map(
      ({ exact }) => exact,
    );
    expect(exacts).toEqual([1, 1, 1, 1, 1, 1, 1, 8, 8]);
  });
});

describe('evening out', () => {
  const exacts = (values: readonly number[], deviation: number): readonly number[] =>
    steadied(wishesOf(values), { deviation, isWild: false }).map(({ exact }) => exact);

  it('takes the middle of a point and the one before it, as they were measured', () => {
    expect(exacts([4, 5, 4, 6], 1)).toEqual([4, 4.5, 4.5, 5]);
  });

  it('leaves a change beyond chance as it is: three deviations from the middle, six from the point before', () => {
    expect(exacts([4, 10], 1)).toEqual([4, 7]);
    expect(exacts([4, 10.1], 1)).toEqual([4, 10.1]);
    expect(exacts([10.1, 4], 1)).toEqual([10.1, 4]);
  });

  it('changes nothing where there is no noise', () => {
    expect(exacts([4, 9, 2], 0)).toEqual([4, 9, 2]);
  });

  it('wants whole tasks for the middle', () => {
    const calm = { deviation: 1, isWild: false };
    expect(steadied(wishesOf([4, 4.5]), calm).map(({ want }) => want)).toEqual([4, 5]);
  });

  it('more demand in the newest minute never makes for less', () => {
    const history = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
      minLength: 9,
      maxLength: 30,
    });
    const newest = fc.double({ min: 0, max: 200, noNaN: true });
    fc.assert(
      fc.property(history, newest, newest, (before, a, b) => {
        const at = (value: number): number => {
          const wishes = wishesOf([...before, value]);
          const noise = noiseOf(wishes) ?? { deviation: 0, isWild: false };
          return steadied(wishes, noise).at(-1)?.exact ?? 0;
        };
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)) - 1e-9);
      }),
    );
  });
});
