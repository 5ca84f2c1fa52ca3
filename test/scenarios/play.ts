/** Plays a fleet file of the examples over memory: signals of each minute in, counts out. */
import { readFileSync } from 'node:fs';
import { createMemoryWorld, type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import type { Point, Readings, ServiceId } from '#engine/model.ts';
import type { Ports } from '#lib/ports.ts';
import type { TickReport } from '#lib/report.ts';
import { runTick } from '#lib/tick.ts';
import { endless, fleetOf, home, minuteMs, viewOf } from '../tick/support.ts';

/** Values of one minute by signal; what is not there was not measured. */
export type Minute = Readonly<Record<string, number>>;

export type Stage = {
  readonly world: MemoryWorld;
  readonly nowMs: () => number;
  /** Lets a minute with these signals pass and runs the tick after it. */
  readonly tick: (signals: Minute, ports?: Partial<Ports>) => Promise<TickReport>;
  readonly desired: () => number;
};

export const exampleYaml = (name: string): string =>
  readFileSync(new URL(`../../examples/${name}/fleet.yaml`, import.meta.url), 'utf8');

const perTask = new Set(['cpu', 'memory', 'latency']);

const historyMinutes = 20;

export type StageOptions = {
  readonly example: string;
  readonly cluster: string;
  readonly service: string;
  readonly desired: number;
  /** What was measured in every minute before the first. */
  readonly before: Minute;
  readonly startMs: number;
};

/** Tasks are there as soon as they are wanted. */
export const openStage = async (options: StageOptions): Promise<Stage> => {
  const { cluster, service, before, startMs } = options;
  const id: ServiceId = { ...home, cluster, name: service };
  const fleet = fleetOf(exampleYaml(options.example));
  const world = createMemoryWorld();
  const points = new Map<string, Point[]>();
  let nowMs = startMs - historyMinutes * minuteMs;
  let count = options.desired;

  const measure = (signals: Minute): void => {
    for (const [signal, value] of Object.entries(signals)) {
      const point = { atMs: nowMs, value };
      const own = perTask.has(signal) ? { ...point, tasks: count } : point;
      points.set(signal, [...(points.get(signal) ?? []), own].slice(-60));
    }
    nowMs += minuteMs;
  };

  const readings = (): Readings =>
    Object.fromEntries(
      [...points].map(([signal, series]) => [signal, { kind: 'series', points: series }]),
    );

  const run = async (ports: Partial<Ports>): Promise<TickReport> => {
    placeService(world, { ...viewOf(service, count), id }, readings());
    const all = { ...createMemoryPorts(world), ...ports };
    const report = await runTick({ tickMs: nowMs, fleet, home, ports: all, deadline: endless });
    const lookup = world.lookups.get(`${home.account}/${home.region}/${cluster}/${service}`);
    if (lookup?.kind === 'found') count = lookup.view.desired;
    return report;
  };

  for (let minute = 0; minute < historyMinutes - 1; minute += 1) measure(before);
  // Seen early enough that the first window has been watched.
  const observed = { setDesired: async () => ({ kind: 'observed' }) as const };
  const firstMs = nowMs;
  nowMs = startMs - historyMinutes * minuteMs;
  await run({ serviceWriter: observed });
  world.notifications.length = 0;
  // Or the minutes that are skipped here would be told as missed.
  world.lastTicks.clear();
  nowMs = firstMs;

  return {
    world,
    nowMs: () => nowMs,
    tick: (signals, ports = {}) => {
      measure(signals);
      return run(ports);
    },
    desired: () => count,
  };
};

/** The count after each of so many minutes with the same signals. */
export const countsOver = async (
  stage: Stage,
  minutes: number,
  signals: Minute,
): Promise<readonly number[]> => {
  const counts: number[] = [];
  while (counts.length < minutes) {
    await stage.tick(signals);
    counts.push(stage.desired());
  }
  return counts;
};
