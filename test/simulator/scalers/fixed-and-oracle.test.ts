import { describe, expect, test } from 'vitest';
import { fixed } from '#simulator/scalers/fixed.ts';
import { oracle } from '#simulator/scalers/oracle.ts';
import { repeated, sightAt, startMs } from './sights.ts';

test.each([
  { rule: 'what the load needs at the target', tasksAtFull: 4.5, count: 9 },
  { rule: 'rounded up', tasksAtFull: 4.6, count: 10 },
  { rule: 'no more than the maximum', tasksAtFull: 40, count: 12 },
])('a fixed count: $rule', ({ tasksAtFull, count }) => {
  const scaler = fixed('static-peak', { min: 1, max: 12, targetPercent: 50, tasksAtFull });
  expect(scaler.begin()(sightAt(0))).toBe(count);
  expect(scaler.settings).toMatchObject({ count });
});

describe('the oracle', () => {
  const tasks = [1.2, 2, 5, 2, 2, 2, 2, 3, ...repeated(4, 2)];
  const demand = { startMs, everySeconds: 60, tasks };
  const answers = (startLagSeconds: number): readonly number[] => {
    const decide = oracle(demand, { min: 1, max: 10, startLagSeconds, everySeconds: 60 }).begin();
    return tasks.map((_, minute) => decide(sightAt(minute * 60)));
  };

  test('orders a task so that it runs when it is needed, and stops it when it is not', () => {
    expect(answers(60)).toEqual([2, 5, 5, 2, 2, 2, 3, 3, 2, 2, 2, 2]);
  });

  test('keeps a task through a lull that is shorter than a start', () => {
    expect(answers(240)).toEqual([5, 5, 5, 3, 3, 3, 3, 3, 2, 2, 2, 2]);
  });

  test('a start of no time is ordered when it is needed, and in whole tasks', () => {
    expect(answers(0)).toEqual(tasks.map(Math.ceil));
  });

  test('keeps the minimum and the maximum', () => {
    const decide = oracle(demand, { min: 3, max: 4, startLagSeconds: 0, everySeconds: 60 }).begin();
    expect([0, 120, 100 * 60].map((seconds) => decide(sightAt(seconds)))).toEqual([3, 4, 3]);
  });
});
