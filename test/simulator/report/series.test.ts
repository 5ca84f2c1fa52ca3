import { describe, expect, it } from 'vitest';
import { columnsOf, highestOf, lowestOf, missingTasks, spanOf } from '#simulator/report/series.ts';
import { worstHourOf } from '#simulator/report/worst-hour.ts';

const minuteMs = 60_000;

const by = (everySeconds: number, tasks: readonly (number | null)[], startMs = 0) => ({
  startMs,
  everySeconds,
  tasks,
});

describe('columns', () => {
  it('show the worst of what they cover', () => {
    const series = by(60, [1, 9, 2, 4]);
    expect(columnsOf(series, spanOf(series), 2, highestOf)).toEqual([9, 4]);
    expect(columnsOf(series, spanOf(series), 2, lowestOf)).toEqual([1, 2]);
  });

  it('are empty where nothing is known', () => {
    const late = by(60, [5], 2 * minuteMs);
    const span = { fromMs: 0, toMs: 4 * minuteMs };
    expect(columnsOf(late, span, 4, highestOf)).toEqual([null, null, 5, null]);
  });
});

describe('shortage', () => {
  it('is nothing where the load was not scored', () => {
    expect(missingTasks(by(60, [3, null, 3]), by(60, [1, 1, 1]))).toEqual([2, 0, 2]);
  });

  it('is what is missing, looked up at the moment of the load', () => {
    const demand = by(60, [3, 5, 2, 8]);
    expect(missingTasks(demand, by(120, [4, 6]))).toEqual([0, 1, 0, 2]);
  });

  it('is nothing after a supply has ended', () => {
    expect(missingTasks(by(60, [3, 3]), by(60, [1]))).toEqual([2, 0]);
  });
});

describe('worst hour', () => {
  const day = 1440;
  const crowded = (from: number, length: number, tasks: number) =>
    Array.from({ length: day }, (_, minute) =>
      minute >= from && minute < from + length ? tasks : 1,
    );
  const flat = by(60, Array(day).fill(1));

  it('has what was missing in its middle, with time on both sides', () => {
    expect(worstHourOf(by(60, crowded(600, 20, 5)), flat)).toEqual({
      fromMs: 550 * minuteMs,
      toMs: 670 * minuteMs,
    });
  });

  it('the deeper of two is taken, not the longer', () => {
    const two = crowded(200, 30, 3).map((tasks, minute) => (minute === 900 ? 100 : tasks));
    expect(worstHourOf(by(60, two), flat)?.fromMs).toBe(840 * minuteMs);
  });

  it.each([
    { name: 'at the start', from: 0, fromMs: 0 },
    { name: 'at the end', from: day - 5, fromMs: (day - 120) * minuteMs },
  ])('$name it stays within what there is', ({ from, fromMs }) => {
    expect(worstHourOf(by(60, crowded(from, 5, 9)), flat)?.fromMs).toBe(fromMs);
  });

  it('there is none for who was never short, nor in a trace that is shown whole', () => {
    expect(worstHourOf(flat, flat)).toBeNull();
    expect(worstHourOf(by(60, [1, 9, 1]), by(60, [1, 1, 1]))).toBeNull();
  });
});
