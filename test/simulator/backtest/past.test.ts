import { describe, expect, it } from 'vitest';
import type { ServiceHistory, UsageMinute } from '#lib/service-history.ts';
import { busyTasks, pastOf, saturatedMinutes } from '#simulator/backtest/past.ts';
import { pastLoad } from '#simulator/backtest/past-load.ts';
import { samplesPerTask } from '#simulator/backtest/samples-per-task.ts';

const minuteMs = 60_000;

const usageOf = (
  samples: readonly (number | null)[],
  cpuPercent: (index: number) => number = () => 50,
): readonly UsageMinute[] =>
  samples.flatMap((count, index) =>
    count === null
      ? []
      : [{ atMs: index * minuteMs, cpuPercent: cpuPercent(index), samples: count }],
  );

const alone = (samples: readonly (number | null)[]): ServiceHistory => ({
  usage: usageOf(samples),
  counts: [],
});

describe('samples a task', () => {
  const ran = (running: number, samples: number): ServiceHistory => ({
    usage: usageOf([samples, samples]),
    counts: [0, 1].map((index) => ({ atMs: index * minuteMs, desired: running, running })),
  });

  it.each([
    { name: 'as many samples as tasks is one', history: ran(4, 4), is: 1 },
    { name: 'three times as many is three', history: ran(4, 12), is: 3 },
    { name: 'a few of a deployment are no second metric', history: ran(4, 6), is: 1 },
    { name: 'counts that are any number are one', history: alone([4, 5, 6, 7, 9]), is: 1 },
    { name: 'always three, six and nine is three', history: alone([3, 6, 6, 9]), is: 3 },
    { name: 'always six may be six tasks', history: alone([6, 6, 6, 6]), is: 1 },
    { name: 'three and six may be a scale-out by three', history: alone([3, 3, 6, 6]), is: 1 },
    { name: 'nothing known is one', history: alone([]), is: 1 },
  ])('$name', ({ history, is }) => {
    expect(samplesPerTask(history)).toBe(is);
  });

  it('one start in ten minutes does not hide fast metrics', () => {
    const samples = Array.from({ length: 40 }, (_, index) =>
      index % 13 === 0 ? 7 : 3 + 3 * (index % 3),
    );
    expect(samplesPerTask(alone(samples))).toBe(3);
  });
});

describe('load', () => {
  const hours = (count: number, samples: number | null): readonly (number | null)[] =>
    Array(60 * count).fill(samples);

  it('is utilisation times tasks, and holds for its minute', () => {
    const usage = usageOf(hours(3, 4), (index) => (index === 90 ? 80 : 50));
    const past = pastOf({ usage, counts: [] });
    expect(past.minutes.map(busyTasks)[0]).toBe(2);
    const load = pastLoad('shop/web', past);
    const at = (minute: number, seconds: number) => load.at((minute * 60 + seconds) * 1000);
    expect([at(89, 59), at(90, 0), at(90, 59), at(91, 0)]).toEqual([2, 3.2, 3.2, 2]);
    expect(load.peak).toBeCloseTo(3.2, 9);
  });

  it('short gaps are bridged, long ones left out, and both are told', () => {
    const samples = [...hours(2, 4), null, null, ...hours(1, 4), ...hours(1, null), ...hours(2, 4)];
    const { unobserved, repairs } = pastLoad('shop/web', pastOf(alone(samples)));
    expect(unobserved).toHaveLength(1);
    expect(repairs).toEqual([
      { kind: 'bridged', gaps: 1, points: 2 },
      { kind: 'unobserved', gaps: 1, seconds: 61 * 60 },
    ]);
  });

  it('minutes at which CPU hides demand are counted', () => {
    const usage = usageOf(hours(1, 4), (index) => (index < 7 ? 90 : 89.9));
    expect(saturatedMinutes(pastOf({ usage, counts: [] }))).toBe(7);
  });
});
