import { describe, expect, test } from 'vitest';
import { aasStep, inLadder, outLadder, stepAtItsBest } from '#simulator/scalers/aas-step.ts';
import { climb } from '#simulator/scalers/step-ladder.ts';
import { repeated, series, sightAt } from './sights.ts';

describe('a ladder', () => {
  const out = outLadder(60);
  const down = inLadder(40);

  test.each([
    { rule: 'the lower bound belongs to the step', ladder: out, distance: 0, running: 10, to: 11 },
    { rule: 'the upper bound does not', ladder: out, distance: 9, running: 10, to: 13 },
    { rule: 'the last step has no end', ladder: out, distance: 40, running: 10, to: 20 },
    { rule: 'less than one task is one', ladder: out, distance: 0, running: 2, to: 3 },
    { rule: 'more is cut to whole tasks', ladder: out, distance: 0, running: 19, to: 21 },
    { rule: 'downwards, the upper bound belongs', ladder: down, distance: 0, running: 20, to: 18 },
    { rule: 'and the lower does not', ladder: down, distance: -12, running: 20, to: 15 },
    { rule: 'less than one task is one, too', ladder: down, distance: -1, running: 4, to: 3 },
    { rule: 'what no step covers changes nothing', ladder: out, distance: -1, running: 4, to: 4 },
  ])('$rule', ({ ladder, distance, running, to }) => {
    expect(climb(ladder, distance, running)).toBe(to);
  });
});

describe('the policy', () => {
  const settings = {
    ...stepAtItsBest({ min: 2, max: 40, targetPercent: 60 }),
    outOf: 3,
    outNeeded: 2,
    inOf: 5,
    inNeeded: 5,
    outCooldownSeconds: 120,
    inCooldownSeconds: 120,
  };
  const answer = (cpu: readonly (number | null)[]): number =>
    aasStep(settings).begin()(sightAt(0, { running: 10, minutes: series(0, cpu) }));

  test.each([
    { rule: 'out with two of three', cpu: [65, 10, 65], count: 11 },
    { rule: 'not with one of three', cpu: [10, 10, 95], count: 10 },
    { rule: 'by the size of the breach', cpu: [65, 65, 80], count: 15 },
    { rule: 'in with five of five', cpu: repeated(5, 44), count: 9 },
    { rule: 'not with four of five', cpu: [50, 44, 44, 44, 44], count: 10 },
    { rule: 'deeper in by the size of the breach', cpu: repeated(5, 20), count: 8 },
    { rule: 'not on missing data', cpu: [95, 95, null], count: 10 },
  ])('$rule', ({ cpu, count }) => {
    expect(answer(cpu)).toBe(count);
  });

  test('a larger step breaks through the cooldown by what it adds beyond', () => {
    const decide = aasStep(settings).begin();
    const look = (seconds: number, running: number, cpu: number) =>
      decide(sightAt(seconds, { running, minutes: series(seconds, [cpu, cpu, cpu]) }));
    expect(look(0, 10, 65)).toBe(11);
    expect(look(60, 11, 65)).toBe(11);
    expect(look(61, 11, 80)).toBe(15);
    expect(look(181, 15, 65)).toBe(17);
  });
});
