/** A tick over the memory world: place services, run, look. */

import { createMemoryWorld, type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import type { Reading, ServiceId, ServiceView } from '#engine/model.ts';
import type { Deadline, Ports } from '#lib/ports.ts';
import type { TickInput } from '#lib/tick/input.ts';

export const minuteMs = 60_000;
export const startMs = Date.UTC(2026, 0, 5, 9, 0);
export const home = { account: '123456789012', region: 'us-east-1' };

export const idOf = (name: string): ServiceId => ({ ...home, cluster: 'prod', name });

export const viewOf = (
  name: string,
  desired: number,
  changes: Partial<ServiceView> = {},
): ServiceView => ({
  id: idOf(name),
  desired,
  running: desired,
  pending: 0,
  rollout: 'steady',
  failedTasks: 0,
  targetGroupArns: [],
  tags: { 'flyball:enabled': 'true' },
  ...changes,
});

/** Ten minutes of the same CPU, the newest point a minute old. */
export const cpuOf = (value: number, tasks: number, nowMs = startMs, minutes = 10): Reading => ({
  kind: 'series',
  points: Array.from({ length: minutes }, (_, index) => ({
    atMs: nowMs - (minutes - index) * minuteMs,
    value,
    tasks,
  })),
});

export const endless: Deadline = {
  remainingMs: () => 60_000,
  signal: new AbortController().signal,
};

export const spent: Deadline = { remainingMs: () => 0, signal: AbortSignal.abort() };

export const fleetOf = (yaml = '', mode = 'act'): TickInput['fleet'] => {
  const parsed = parseFleet(yaml, { ...defaultParameters, Mode: mode });
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet;
};

/** Each named service runs `desired` tasks at the given CPU; the target is 60 %. */
export const worldOf = (
  services: readonly { readonly name: string; readonly desired: number; readonly cpu: number }[],
): MemoryWorld => {
  const world = createMemoryWorld();
  for (const { name, desired, cpu } of services) {
    placeService(world, viewOf(name, desired), { cpu: cpuOf(cpu, desired) });
  }
  return world;
};

export const inputOf = (world: MemoryWorld, changes: Partial<TickInput> = {}): TickInput => ({
  tickMs: startMs,
  fleet: fleetOf(),
  home,
  ports: createMemoryPorts(world),
  deadline: endless,
  ...changes,
});

export const withPorts = (world: MemoryWorld, ports: Partial<Ports>): TickInput =>
  inputOf(world, { ports: { ...createMemoryPorts(world), ...ports } });
