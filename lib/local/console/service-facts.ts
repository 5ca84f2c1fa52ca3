/** A service as the page shows it: what the world says, and what Flyball is told to do with it. */
import type { Fleet } from '#config/fleet.ts';
import { resolvePolicy } from '#config/resolve.ts';
import { enablingTag } from '#lib/telemetry.ts';
import { waitingCount } from '#simulator/plant/queue.ts';
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import { isDraining, isPending, isRunning, type Task } from '#simulator/plant/tasks.ts';
import { localHome } from '../arns.ts';
import { nameOf, type Plant } from '../plant.ts';
import { forecastBand } from './forecast-band.ts';
import type { ServiceForesight } from './foresights.ts';
import type { Service } from './wire.ts';

export type Facts = Omit<Service, 'points' | 'latest' | 'breaker' | 'turns'>;

type Ruling = Pick<Facts, 'min' | 'max' | 'handling' | 'why' | 'group' | 'forecast'>;

const count = (run: ServiceRun, which: (task: Task) => boolean): number =>
  run.tasks.filter(which).length;

export type FactsOptions = {
  readonly fleet: Fleet;
  readonly plant: Plant;
  /** Why the last tick left a service alone, by `cluster/name`. */
  readonly skipped: ReadonlyMap<string, string>;
  /** What is forecast, by `cluster/name`. */
  readonly foresights: ReadonlyMap<string, readonly ServiceForesight[]>;
};

const rulingOf = (
  run: ServiceRun,
  { fleet, skipped: whySkipped, foresights }: FactsOptions,
): Ruling => {
  const name = nameOf(run.setup);
  const skipped = whySkipped.get(name);
  const id = { ...localHome, cluster: run.setup.cluster, name: run.setup.name };
  const resolved = resolvePolicy(fleet, localHome, id, run.tags);
  if (resolved.kind === 'invalid') {
    const why = skipped ?? resolved.problems.map(({ message }) => message).join('; ');
    return { min: 0, max: 0, handling: 'left-alone', why, group: null, forecast: null };
  }
  const { min, max, mode, group } = resolved.policy;
  if (skipped !== undefined) {
    return { min, max, handling: 'left-alone', why: skipped, group, forecast: null };
  }
  const forecast = forecastBand(foresights.get(name) ?? [], resolved.policy);
  const acts = mode === 'act' && run.tags[enablingTag.key] === enablingTag.value;
  return { min, max, handling: acts ? 'act' : 'observe', why: null, group, forecast };
};

export const factsOf = (run: ServiceRun, options: FactsOptions): Facts => {
  const { plant } = options;
  const name = nameOf(run.setup);
  return {
    name,
    ...rulingOf(run, options),
    hasQueue: run.queue !== null,
    loadFactor: plant.dials.get(name)?.factor() ?? 1,
    failingStarts: run.failingStarts > 0,
    failingRequests: run.failingRequests > 0,
    rollingOut: run.superseded.length > 0,
    desired: run.desired,
    running: count(run, isRunning),
    pending: count(run, isPending),
    draining: count(run, isDraining),
    waiting: run.queue === null ? null : waitingCount(run.queue),
  };
};
