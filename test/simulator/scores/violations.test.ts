import { describe, expect, test } from 'vitest';
import { median } from '#simulator/scores/median.ts';
import { recovery, violatedPercent } from '#simulator/scores/violations.ts';
import { minutesOf, steadily } from './fixture.ts';

describe('violated minutes', () => {
  test.each([
    { name: 'exactly at the SLO is within it', pairs: steadily(4, 3, 3), is: 0 },
    { name: 'above it is not', pairs: [...steadily(3, 3, 3), [4, 3]], is: 25 },
    {
      name: 'load and no task is as violated as can be',
      pairs: [
        [1, 0],
        [0, 0],
      ],
      is: 50,
    },
    { name: 'of nothing there are none', pairs: [], is: 0 },
  ] as const)('$name', ({ pairs, is }) => {
    expect(violatedPercent(minutesOf(pairs), 90)).toBe(is);
  });

  test('rounding is no violation', () => {
    const [minute] = minutesOf([[3, 3]]);
    if (minute === undefined) throw new Error('There is no minute');
    expect(violatedPercent([{ ...minute, utilisation: 0.9 + 1e-9 }], 90)).toBe(0);
    expect(violatedPercent([{ ...minute, utilisation: 0.9001 }], 90)).toBe(100);
  });
});

describe('recovery', () => {
  const ok = [2, 2] as const;
  const bad = [3, 2] as const;

  test('violated minutes in a row are one episode', () => {
    const pairs = [ok, bad, bad, bad, ok, bad, ok, ok, bad, bad];
    expect(recovery(minutesOf(pairs), 90)).toEqual({
      episodes: 3,
      medianSeconds: 120,
      longestSeconds: 180,
    });
  });

  test('a gap ends an episode', () => {
    const { episodes, longestSeconds } = recovery(minutesOf([bad, bad, null, bad]), 90);
    expect({ episodes, longestSeconds }).toEqual({ episodes: 2, longestSeconds: 120 });
  });

  test('nothing to recover from takes no time, which is not 0 s', () => {
    expect(recovery(minutesOf([ok, ok]), 90)).toEqual({
      episodes: 0,
      medianSeconds: null,
      longestSeconds: null,
    });
  });
});

test.each([
  [[], null],
  [[7], 7],
  [[9, 1], 5],
  [[10, 9, 2], 9],
])('the median of %j is %j', (values, is) => {
  expect(median(values)).toBe(is);
});
