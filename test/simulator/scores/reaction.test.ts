import { describe, expect, test } from 'vitest';
import { reactionSeconds, reactions } from '#simulator/scores/reaction.ts';
import { minutesOf, steadily } from './fixture.ts';

const quiet = steadily(15, 4, 4);

describe('reaction', () => {
  test.each([
    {
      name: 'is the time from the step until enough ran',
      pairs: [...quiet, ...steadily(3, 8, 4), [8, 6], [8, 8]],
      is: [240],
    },
    {
      name: 'is 0 s where spare capacity carried the step',
      pairs: [...steadily(15, 4, 9), ...steadily(3, 8, 9)],
      is: [0],
    },
    {
      name: 'ends when demand came down to what ran',
      pairs: [...quiet, ...steadily(2, 8, 4), [5, 5]],
      is: [120],
    },
    {
      name: 'needs a step of half as much again',
      pairs: [...steadily(15, 10, 10), ...steadily(3, 14, 10)],
      is: [],
    },
    {
      name: 'needs a step of two tasks',
      pairs: [...steadily(15, 1, 1), ...steadily(3, 2, 1), [2, 2]],
      is: [],
    },
    {
      name: 'needs a quarter of an hour without gaps before it',
      pairs: [...steadily(14, 4, 4), null, ...steadily(5, 4, 4), [8, 4], [8, 8]],
      is: [],
    },
    {
      name: 'counts a rise in several steps once',
      pairs: [...quiet, [8, 4], [16, 4], [32, 8], [32, 32]],
      is: [180],
    },
    {
      name: 'counts the next step after a quarter of an hour',
      pairs: [...quiet, [8, 4], ...steadily(20, 8, 8), [16, 8], [16, 16]],
      is: [60, 60],
    },
    { name: 'leaves out what the end cuts off', pairs: [...quiet, ...steadily(5, 8, 4)], is: [] },
    {
      name: 'leaves out what a gap cuts off',
      pairs: [...quiet, [8, 4], null, [8, 8]],
      is: [],
    },
  ] as const)('$name', ({ pairs, is }) => {
    expect(reactions(minutesOf(pairs))).toEqual(is);
  });

  test('is the median of all, or nothing', () => {
    const pairs = [
      ...quiet,
      [8, 4],
      ...steadily(20, 8, 8),
      ...steadily(3, 16, 8),
      [16, 16],
    ] as const;
    expect(reactionSeconds(minutesOf(pairs))).toBe(120);
    expect(reactionSeconds(minutesOf(quiet))).toBe(null);
  });
});
