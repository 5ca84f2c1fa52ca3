/** Services with a past, in the memory world. */
import { createMemoryWorld, type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryLearningPorts } from '#adapters/memory.ts';
import type { Point, Reading, ServiceView } from '#engine/model.ts';
import type { LearningInput } from '#lib/learning/input.ts';
import type { LearningPorts } from '#lib/learning-ports.ts';
import { dailyLoad, noiseAt } from '../forecast/support.ts';
import { endless, fleetOf, home, minuteMs, viewOf } from '../tick/support.ts';

export const dayMinutes = 1440;
/** A quarter of an hour after a full hour, on a Monday. */
export const nowMs = Date.UTC(2026, 1, 2, 9, 15);

export const forecastFleet = `
policies:
  ahead:
    max: 100
    rules:
      - { kind: assure, signal: cpu, limit: 90 }
      - { kind: forecast, signal: cpu, target: 60 }
defaults: { policy: ahead }
`;

export type Course = (step: number) => number;

/** Five-minute steps, as of `dailyLoad`, in percent over `tasks`. */
export const usualCpu: Course = (step) => (dailyLoad(step) * (1 + 0.02 * noiseAt(step))) / 20;

/** A point every five minutes up to five minutes before now. */
export const cpuPast = (days: number, cpu: Course, tasks: number): Reading => {
  const steps = (days * dayMinutes) / 5;
  const points = Array.from({ length: steps }, (_, index): Point => {
    const step = index - steps;
    return { atMs: nowMs + step * 5 * minuteMs, value: cpu(step + 28 * 288), tasks };
  });
  return { kind: 'series', points };
};

export type Placed = {
  readonly name: string;
  readonly past: Reading;
  readonly view?: Partial<ServiceView>;
};

export const worldOfPasts = (services: readonly Placed[]): MemoryWorld => {
  const world = createMemoryWorld();
  for (const { name, past, view } of services) {
    placeService(world, viewOf(name, 4, view), { cpu: past });
  }
  return world;
};

/** So many services of a few hours each, which are learnt in no time. */
export const crowd = (count: number): MemoryWorld =>
  worldOfPasts(
    Array.from({ length: count }, (_, index) => ({
      name: `s${index}`,
      past: cpuPast(0.1, usualCpu, 4),
    })),
  );

export const learningInput = (
  world: MemoryWorld,
  changes: Partial<LearningInput> = {},
  ports: Partial<LearningPorts> = {},
): LearningInput => ({
  nowMs,
  fleet: fleetOf(forecastFleet),
  home,
  ports: { ...createMemoryLearningPorts(world), ...ports },
  deadline: endless,
  ...changes,
});
