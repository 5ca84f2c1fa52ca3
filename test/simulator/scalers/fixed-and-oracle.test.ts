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
  const answers = (startLagSeconds: number, earlySeconds = 0): readonly number[] => {
    const decide = oracle(demand, {
      min: 1,
      max: 10,
      startLagSeconds,
      everySeconds: 60,
      earlySeconds,
    }).begin();
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

  test('has tasks run early where work waits', () => {
    expect(answers(0, 60)).toEqual(answers(60));
  });

  test('keeps the minimum and the maximum', () => {
    const decide = oracle(demand, {
      min: 3,
      max: 4,
      startLagSeconds: 0,
      everySeconds: 60,
      earlySeconds: 0,
    }).begin();
    expect([0, 120, 100 * 60].map((seconds) => decide(sightAt(seconds)))).toEqual([3, 4, 3]);
  });
});
