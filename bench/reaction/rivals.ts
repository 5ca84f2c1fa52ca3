/** Application Auto Scaling on the same step, as the simulator models it, and as AWS measured it. */
import type { TrialPlant } from '#simulator/comparison/comparison.ts';
import type { Load } from '#simulator/loads/load.ts';
import { aasTracking, trackingAtItsBest } from '#simulator/scalers/aas-tracking.ts';
import type { Scaler } from '#simulator/scalers/scaler.ts';
import { runTrial } from '#simulator/trial/run-trial.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { type Case, phaseSeconds, type Reaction, servicesAPhase } from './case.ts';
import { levels, stepLoad } from './step-load.ts';

const startMs = Date.UTC(2026, 10, 3, 9);
const minuteMs = 60_000;
/** A trial begins with too few tasks; by then the scaler has mended that and its cooldowns are over. */
const calmMinutes = 120;
const minutesAfter = 20;
const stepMinuteMs = startMs + calmMinutes * minuteMs;

/** Trials know one delay: of what the local world strews, the middle. */
const plantFor = ({ delay }: Pick<Case, 'delay'>): TrialPlant => ({
  ...usualPlant,
  // The highest value of the load is `levels.requests.after`, give or take its noise.
  peakTasks: levels.requests.after / usualPlant.capacityPerTask / (usualPlant.sloPercent / 100),
  metricDelaySeconds: (delay.fromSeconds + delay.toSeconds) / 2,
});

const loadOf = (name: string, stepMs: number): Load => ({
  name,
  startMs,
  endMs: stepMinuteMs + minutesAfter * minuteMs,
  everySeconds: 5,
  peak: levels.requests.after,
  at: stepLoad('requests', { name, atMs: stepMs }),
  unobserved: [],
  repairs: [],
});

/** The plant takes steps of 5 s, so that the load may change between two looks; those stay as they are. */
const inFineSteps = (scaler: Scaler): Scaler => ({
  ...scaler,
  everySeconds: 5,
  begin: () => {
    const look = scaler.begin();
    return (sight) =>
      sight.nowMs % (scaler.everySeconds * 1000) === 0 ? look(sight) : sight.desired;
  },
});

const reactionTo = (scaler: Scaler, name: string, phase: number, plant: TrialPlant): Reaction[] => {
  const stepMs = stepMinuteMs + phase * 1000;
  const { actions } = runTrial({ load: loadOf(name, stepMs), plant, scaler: inFineSteps(scaler) });
  const out = actions.find(({ atMs, from, to }) => atMs >= stepMs && to > from);
  return out === undefined ? [] : [{ phase, seconds: (out.atMs - stepMs) / 1000 }];
};

export const trackingReactions = ({
  metricsSeconds,
  delay,
}: Pick<Case, 'metricsSeconds' | 'delay'>): readonly Reaction[] => {
  const plant = plantFor({ delay });
  const tuned = { targetPercent: 60, min: plant.min, max: plant.max };
  const scaler = aasTracking(
    metricsSeconds === 20 ? 'aas-20' : 'aas-60',
    trackingAtItsBest(tuned, metricsSeconds),
  );
  return phaseSeconds.flatMap((phase) =>
    Array.from({ length: servicesAPhase }, (_, index) =>
      reactionTo(scaler, `s${phase}-${index}`, phase, plant),
    ).flat(),
  );
};

/** From a rise to the scale-out, announced with 20-second metrics on 18 June 2026; nobody says how many phases it is of. */
export const awsMeasuredSeconds = { 60: 363, 20: 86 } as const;
