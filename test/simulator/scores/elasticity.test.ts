import { describe, expect, test } from 'vitest';
import {
  elasticity,
  elasticSpeedUp,
  instability,
  ofStaticSize,
} from '#simulator/scores/elasticity.ts';
import { minutesOf } from './fixture.ts';

describe('theta and tau', () => {
  test.each([
    {
      name: 'supply that follows exactly has none of them',
      pairs: [
        [4, 4],
        [5, 5],
      ] as const,
      is: { thetaU: 0, thetaO: 0, tauU: 0, tauO: 0 },
    },
    {
      // Missing: 2 of 4 and nothing; too many: nothing and 3 of 2.
      name: 'missing and surplus tasks are shares of the demand, averaged over all minutes',
      pairs: [
        [4, 2],
        [2, 5],
      ] as const,
      is: { thetaU: 25, thetaO: 75, tauU: 50, tauO: 50 },
    },
    {
      name: 'a minute that asks for nothing divides by one task',
      pairs: [
        [0, 3],
        [0, 0],
      ] as const,
      is: { thetaU: 0, thetaO: 150, tauU: 0, tauO: 50 },
    },
    {
      name: 'fractions of a task ran for a fraction of the minute',
      pairs: [
        [4, 3.5],
        [4, 4],
      ] as const,
      is: { thetaU: 6.25, thetaO: 0, tauU: 50, tauO: 0 },
    },
    {
      name: 'nothing scored is nothing',
      pairs: [],
      is: { thetaU: 0, thetaO: 0, tauU: 0, tauO: 0 },
    },
  ])('$name', ({ pairs, is }) => {
    expect(elasticity(minutesOf(pairs))).toEqual(is);
  });
});

describe('instability', () => {
  test.each([
    {
      name: 'supply that moves with demand is stable',
      pairs: [
        [1, 2],
        [2, 3],
        [1, 2],
      ],
      is: 0,
    },
    {
      name: 'how far they move does not matter',
      pairs: [
        [1, 2],
        [9, 3],
        [8, 1],
      ],
      is: 0,
    },
    {
      name: 'standing still while demand moves counts',
      pairs: [
        [1, 2],
        [2, 2],
        [2, 2],
      ],
      is: 50,
    },
    {
      name: 'moving while demand stands still counts',
      pairs: [
        [2, 2],
        [2, 3],
        [2, 2],
      ],
      is: 100,
    },
    {
      name: 'a pair across a gap does not count',
      pairs: [[1, 1], [2, 2], null, [1, 9], [2, 9]],
      is: 50,
    },
    { name: 'one minute has no pair', pairs: [[1, 1]], is: 0 },
  ] as const)('$name', ({ pairs, is }) => {
    expect(instability(minutesOf(pairs))).toBe(is);
  });
});

describe('elastic speed-up', () => {
  const minutes = minutesOf([
    [2, 3],
    [6, 5],
    [4, 4],
    [4, 5],
  ]);

  test('a static size is scored as if it had run all the time', () => {
    // Four tasks against 2, 6, 4, 4: two too many of 2, two missing of 6.
    const { thetaU, ...others } = ofStaticSize(minutes, 4);
    expect(thetaU).toBeCloseTo(100 / 12, 9);
    expect(others).toEqual({ thetaO: 25, tauU: 25, tauO: 25 });
  });

  test('is the fourth root of the four ratios', () => {
    const ofStatic = { thetaU: 16, thetaO: 8, tauU: 4, tauO: 2 };
    const ofScaler = { thetaU: 1, thetaO: 1, tauU: 1, tauO: 4 };
    expect(elasticSpeedUp(ofStatic, ofScaler)).toBeCloseTo((16 * 8 * 4 * 0.5) ** 0.25, 9);
  });

  test('against itself is 1', () => {
    expect(elasticSpeedUp(elasticity(minutes), elasticity(minutes))).toBe(1);
  });

  test('a perfect share counts as 0.01 %, so that it stays finite', () => {
    const perfect = { thetaU: 0, thetaO: 0, tauU: 0, tauO: 0 };
    const one = { thetaU: 1, thetaO: 1, tauU: 1, tauO: 1 };
    expect(elasticSpeedUp(one, perfect)).toBeCloseTo(100, 9);
  });
});
