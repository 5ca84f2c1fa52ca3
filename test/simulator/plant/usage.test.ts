/** What tasks use is kept once where they run alike; it must come to what keeping it for each would. */
import { describe, expect, test } from 'vitest';
import { crashTasks, setDesired } from '#simulator/plant/commands.ts';
import { mean } from '#simulator/plant/samples.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { soloWorld } from './fixture.ts';

const story = (setup: Partial<ServiceSetup>) => {
  const service = soloWorld({
    desired: 4,
    load: (atMs) => 150 + (atMs % 97_000) / 1000,
    startLagSeconds: 25,
    ...setup,
  });
  service.until(70);
  service.change(setDesired(9));
  service.until(130);
  service.change(crashTasks(2));
  service.until(165);
  service.change(setDesired(3));
  service.until(300);
  return service.minutes();
};

describe('usage', () => {
  test('is the same whether tasks are counted together or one by one', () => {
    const together = story({});
    // A difference between tasks that is too small to see, and large enough for them to be counted one by one.
    const oneByOne = story({ noise: 1e-12 });
    expect(together.map(({ cpuPercent }) => cpuPercent.count)).toEqual([4, 9, 11, 3, 3]);
    for (const [index, minute] of oneByOne.entries()) {
      expect(together[index]?.cpuPercent.count).toBe(minute.cpuPercent.count);
      for (const statistic of ['sum', 'min', 'max'] as const) {
        expect(together[index]?.cpuPercent[statistic]).toBeCloseTo(minute.cpuPercent[statistic], 6);
        expect(together[index]?.memoryPercent[statistic]).toBeCloseTo(
          minute.memoryPercent[statistic],
          6,
        );
      }
    }
  });

  test('of a task that joins in the middle of a minute is of its own part of it', () => {
    const service = soloWorld({ desired: 1, load: () => 80, startLagSeconds: 30 });
    service.change(setDesired(2));
    service.until(60);
    const [minute] = service.minutes();
    // One task at 80 % for 30 s and at 40 % for 30 s, and one at 40 %.
    expect(minute?.cpuPercent).toMatchObject({ count: 2, min: 40, max: 60 });
    expect(mean(minute?.cpuPercent ?? { count: 1, sum: 0, min: 0, max: 0 })).toBeCloseTo(50);
  });
});
