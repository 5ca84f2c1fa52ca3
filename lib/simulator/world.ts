/**
 * The plant behind one handle: services that live through time in whole steps. It has no clock of its
 * own, and where it is after `advanceTo` does not depend on how often it was called on the way.
 */
import type { Command } from './commands.ts';
import type { Minute } from './minute.ts';
import { beginRun, type ServiceRun } from './service-run.ts';
import type { CustomMetricSetup, ScalableTargetSetup, ServiceSetup, WorldSetup } from './setup.ts';
import { stepService } from './step.ts';

export type ServiceName = { readonly cluster: string; readonly name: string };

export type World = {
  readonly seed: number;
  readonly nowMs: () => number;
  /** Lives on to the last whole step at or before `ms`; a moment that has passed changes nothing. */
  readonly advanceTo: (ms: number) => void;
  readonly services: () => readonly ServiceRun[];
  readonly find: (service: ServiceName) => ServiceRun | undefined;
  /** Whole minutes that are over, oldest first. */
  readonly minutes: (service: ServiceName) => readonly Minute[];
  readonly change: (service: ServiceName, command: Command) => void;
  readonly add: (setup: ServiceSetup) => void;
  readonly remove: (service: ServiceName) => void;
  readonly scalableTargets: () => readonly ScalableTargetSetup[];
  readonly setScalableTargets: (targets: readonly ScalableTargetSetup[]) => void;
  readonly customMetrics: readonly CustomMetricSetup[];
};

type Entry = { readonly run: ServiceRun; readonly minutes: readonly Minute[] };

const minuteMs = 60_000;

const keyOf = ({ cluster, name }: ServiceName): string => `${cluster}/${name}`;

const checkStep = (stepMs: number): number => {
  if (stepMs >= 100 && minuteMs % stepMs === 0) return stepMs;
  throw new RangeError(
    `stepMs is ${stepMs}, but must be at least 100 and divide a minute (60000): take 1000, 5000 or 10000`,
  );
};

const append = (minutes: readonly Minute[], closed: Minute | null, keep: number) =>
  closed === null ? minutes : [...minutes, closed].slice(-keep);

export const createWorld = (setup: WorldSetup): World => {
  const stepMs = checkStep(setup.stepMs ?? 5000);
  const keep = setup.historyMinutes ?? 360;
  const entries = new Map<string, Entry>();
  let targets = setup.scalableTargets ?? [];
  let nowMs = setup.startMs - (setup.startMs % stepMs);

  const add = (service: ServiceSetup): void => {
    const key = keyOf(service);
    if (entries.has(key))
      throw new Error(`The world already has a service ${key}: name it otherwise`);
    entries.set(key, { run: beginRun(service, setup.seed, nowMs), minutes: [] });
  };

  const entryOf = (service: ServiceName): Entry => {
    const entry = entries.get(keyOf(service));
    if (entry !== undefined) return entry;
    const known = [...entries.keys()].join(', ');
    throw new Error(`The world has no service ${keyOf(service)}; it has: ${known}`);
  };

  const step = (): void => {
    const span = { fromMs: nowMs, toMs: nowMs + stepMs };
    for (const [key, { run, minutes }] of entries) {
      const { run: next, closed } = stepService(run, span);
      entries.set(key, { run: next, minutes: append(minutes, closed, keep) });
    }
    nowMs = span.toMs;
  };

  setup.services.forEach(add);
  return {
    seed: setup.seed,
    nowMs: () => nowMs,
    advanceTo: (ms) => {
      while (nowMs + stepMs <= ms) step();
    },
    services: () => [...entries.values()].map((entry) => entry.run),
    find: (service) => entries.get(keyOf(service))?.run,
    minutes: (service) => entryOf(service).minutes,
    change: (service, command) => {
      const entry = entryOf(service);
      entries.set(keyOf(service), { ...entry, run: command(entry.run, nowMs) });
    },
    add,
    remove: (service) => {
      entryOf(service);
      entries.delete(keyOf(service));
    },
    scalableTargets: () => targets,
    setScalableTargets: (next) => {
      targets = next;
    },
    customMetrics: setup.customMetrics ?? [],
  };
};
