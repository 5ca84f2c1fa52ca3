/** A service with four weeks of days: quiet nights, a rise in the morning, and one task for every 150 % of CPU. */
import { createMemoryWorld, type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { dayMs, hourMs, minuteMs } from '#engine/foresight/load-series.ts';
import type { Point } from '#engine/model.ts';
import { noiseAt } from '../../forecast/support.ts';
import { startMs, viewOf } from '../../tick/support.ts';

const stepMs = 5 * minuteMs;

/** In the morning, at 9:00, it is `tick/support`'s now: the load is on its steepest. */
export const cpuLoadAt = (atMs: number): number => {
  const hour = (atMs % dayMs) / hourMs;
  const day = Math.exp(-(((hour - 12) / 3.5) ** 2));
  return (100 + 900 * day) * (1 + 0.02 * noiseAt(atMs / minuteMs));
};

export type DailyWorld = {
  readonly tasks: number;
  readonly days?: number;
  /** Load of CPU, in percent of all tasks together. */
  readonly load?: (atMs: number) => number;
  readonly tags?: Readonly<Record<string, string>>;
};

export const dailyWorld = (given: DailyWorld): MemoryWorld => {
  const { tasks, days = 28, load = cpuLoadAt, tags = { 'flyball:enabled': 'true' } } = given;
  const points = (value: (atMs: number) => number, perTask: boolean): readonly Point[] => {
    const past = Array.from({ length: (days * dayMs) / stepMs }, (_, index) => index)
      .map((index) => startMs - days * dayMs + index * stepMs)
      .filter((atMs) => atMs < startMs - 10 * minuteMs);
    const late = Array.from({ length: 10 }, (_, index) => startMs - (10 - index) * minuteMs);
    return [...past, ...late].map((atMs) => ({
      atMs,
      value: value(atMs),
      ...(perTask ? { tasks } : {}),
    }));
  };
  const series = (value: (atMs: number) => number, perTask: boolean) =>
    ({ kind: 'series', points: points(value, perTask) }) as const;
  const world = createMemoryWorld();
  placeService(world, viewOf('web', tasks, { tags }), {
    cpu: series((atMs) => load(atMs) / tasks, true),
    memory: series((atMs) => 20 + load(atMs) / tasks / 4, true),
    requests: series((atMs) => load(atMs) * 10, false),
  });
  return world;
};
