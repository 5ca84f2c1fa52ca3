/**
 * The plant behind one handle: services that live through time in whole steps. It has no clock of its
 * own, and where it is after `advanceTo` does not depend on how often it was called on the way.
 */
import type { Command } from './commands.ts';
import type { Minute } from './minute.ts';
import { createPopulation, type ServiceName } from './population.ts';
import type { ServiceRun } from './service-run.ts';
import type { CustomMetricSetup, ScalableTargetSetup, ServiceSetup, WorldSetup } from './setup.ts';
import { stepService } from './step.ts';
import type { Third } from './third.ts';

export type World = {
  readonly seed: number;
  readonly nowMs: () => number;
  /** Lives on to the last whole step at or before `ms`; a moment that has passed changes nothing. */
  readonly advanceTo: (ms: number) => void;
  readonly services: () => readonly ServiceRun[];
  readonly find: (service: ServiceName) => ServiceRun | undefined;
  /** Those that a target group of this name sends requests to. */
  readonly behind: (targetGroup: string) => readonly ServiceRun[];
  /** Whole minutes that are over, oldest first. */
  readonly minutes: (service: ServiceName) => readonly Minute[];
  /** The newest 20 seconds of services that publish them, oldest first. */
  readonly thirds: (service: ServiceName) => readonly Third[];
  /** Minutes of before the world began, of services that are said to have any; oldest first. */
  readonly past: (service: ServiceName) => readonly Minute[];
  readonly change: (service: ServiceName, command: Command) => void;
  readonly add: (setup: ServiceSetup) => void;
  readonly remove: (service: ServiceName) => void;
  readonly scalableTargets: () => readonly ScalableTargetSetup[];
  readonly setScalableTargets: (targets: readonly ScalableTargetSetup[]) => void;
  readonly customMetrics: readonly CustomMetricSetup[];
};

const minuteMs = 60_000;

const checkStep = (stepMs: number): number => {
  if (stepMs >= 100 && minuteMs % stepMs === 0) return stepMs;
  throw new RangeError(
    `stepMs is ${stepMs}, but must be at least 100 and divide a minute (60000): take 1000, 5000 or 10000`,
  );
};

export const createWorld = (setup: WorldSetup): World => {
  const { seed, historyMinutes = 360 } = setup;
  const stepMs = checkStep(setup.stepMs ?? 5000);
  const population = createPopulation(historyMinutes);
  let targets = setup.scalableTargets ?? [];
  let nowMs = setup.startMs - (setup.startMs % stepMs);

  const step = (): void => {
    const span = { fromMs: nowMs, toMs: nowMs + stepMs };
    for (const { run, minutes, thirds } of population.all()) {
      const { run: next, closed, third } = stepService(run, span);
      population.put(next);
      if (closed !== null) minutes.add(closed);
      if (third !== null) thirds.add(third);
    }
    nowMs = span.toMs;
  };

  for (const service of setup.services) population.add(service, seed, nowMs);
  return {
    seed,
    nowMs: () => nowMs,
    advanceTo: (ms) => {
      while (nowMs + stepMs <= ms) step();
    },
    services: () => population.all().map((entry) => entry.run),
    find: (service) => population.find(service)?.run,
    behind: (targetGroup) => population.behind(targetGroup).map(({ run }) => run),
    minutes: (service) => population.get(service).minutes.items(),
    thirds: (service) => population.get(service).thirds.items(),
    past: (service) => population.get(service).past,
    change: (service, command) => {
      population.put(command(population.get(service).run, nowMs));
    },
    add: (service) => population.add(service, seed, nowMs),
    remove: population.remove,
    scalableTargets: () => targets,
    setScalableTargets: (next) => {
      targets = next;
    },
    customMetrics: setup.customMetrics ?? [],
  };
};
