/** The service as a trial finds it: it has run for a while, with as many tasks as the first minutes need. */
import { scaledToPeak } from '../loads/scale.ts';
import { beginRun, type ServiceRun } from '../plant/service-run.ts';
import type { Rate, ServiceSetup } from '../plant/setup.ts';
import { startLagOf, type TrialSetup } from './setup.ts';

const minuteMs = 60_000;
const firstMinutes = 5;

/** Whole minutes of the trace. */
export const trialSpan = ({ load }: TrialSetup): { fromMs: number; toMs: number } => ({
  fromMs: Math.ceil(load.startMs / minuteMs) * minuteMs,
  toMs: Math.floor(load.endMs / minuteMs) * minuteMs,
});

const tasksAtFirst = ({ plant }: TrialSetup, rate: Rate, startMs: number): number => {
  const perTask = (plant.capacityPerTask * plant.sloPercent) / 100;
  const rates = Array.from({ length: firstMinutes }, (_, minute) =>
    rate(startMs + minute * minuteMs),
  );
  return Math.max(plant.min, Math.min(plant.max, Math.ceil(Math.max(...rates) / perTask)));
};

const workOf = ({ work, plant }: TrialSetup, rate: Rate): Partial<ServiceSetup> =>
  work === 'jobs'
    ? { queue: { name: 'jobs', arrivals: rate, secondsPerJob: 1 / plant.capacityPerTask } }
    : { load: rate };

export const beginService = (setup: TrialSetup, startMs: number): ServiceRun => {
  const rate = scaledToPeak(setup.load, setup.plant);
  const service: ServiceSetup = {
    cluster: 'trial',
    name: 'service',
    desired: tasksAtFirst(setup, rate, startMs),
    capacityPerTask: setup.plant.capacityPerTask,
    startLagSeconds: startLagOf(setup),
    ...workOf(setup, rate),
  };
  return beginRun(service, setup.plant.seed, startMs);
};
