/**
 * Everyone who is compared, each at its best settings and with the one knob that trades tasks for safety: the utilisation
 * aimed at, in percent. A scaler that nobody can turn has a single place for its knob.
 */
import type { DemandCourse, TrialPlant } from '../comparison/comparison.ts';
import { aasPredictive, predictiveAsItComes } from './aas-predictive.ts';
import { aasStep, stepAtItsBest } from './aas-step.ts';
import { aasTracking, trackingAsItComes } from './aas-tracking.ts';
import type { Bounds } from './bounds.ts';
import { fixed } from './fixed.ts';
import { hpa, hpaAsItComes } from './hpa.ts';
import { keda, kedaAsItComes } from './keda.ts';
import { knative, knativeAsItComes } from './knative.ts';
import { oracle } from './oracle.ts';
import type { Scaler, ScalerName } from './scaler.ts';

export type Contestant = {
  readonly name: ScalerName;
  readonly knobs: readonly number[];
  readonly at: (knob: number) => Scaler;
};

export type Peers = {
  readonly plant: TrialPlant;
  /** What the load asks for. Only those who stand for knowledge of the whole trace look at it. */
  readonly demand: DemandCourse;
  /** Messages of a queue can wait; requests cannot. */
  readonly work: 'requests' | 'jobs';
};

/** Where everyone's knob is turned to. */
export const targets: readonly number[] = [40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

type Tuned = Bounds & { readonly targetPercent: number };

const turned = (name: ScalerName, at: (targetPercent: number) => Scaler): Contestant => ({
  name,
  knobs: targets,
  at,
});

const applicationAutoScaling = (plant: TrialPlant): readonly Contestant[] => {
  const tuned = (targetPercent: number): Tuned => ({ targetPercent, min: plant.min, max: plant.max });
  const at60 = (target: number) => trackingAsItComes(tuned(target));
  const at20 = (target: number) => ({ ...at60(target), resolutionSeconds: 20 as const });
  return [
    turned('aas-60', (target) => aasTracking('aas-60', at60(target))),
    turned('aas-20', (target) => aasTracking('aas-20', at20(target))),
    turned('aas-step', (target) => aasStep(stepAtItsBest(tuned(target)))),
    turned('aas-predictive', (target) =>
      aasPredictive(predictiveAsItComes(at60(target), plant.capacityPerTask)),
    ),
  ];
};

/** A queue as long as the tasks can work off within two polls, so that a burst is gone before the next is seen. */
const messagesPerTask = (plant: TrialPlant, targetPercent: number): number =>
  Math.max(1, (plant.capacityPerTask * 60 * targetPercent) / 100);

const kubernetes = ({ plant, work }: Peers): readonly Contestant[] => {
  const tuned = (targetPercent: number): Tuned => ({ targetPercent, min: plant.min, max: plant.max });
  const onLoad = [
    turned('hpa', (target) => hpa(hpaAsItComes(tuned(target)))),
    turned('knative', (target) =>
      knative(knativeAsItComes({ ...tuned(target), loopSeconds: knativeLoopSeconds })),
    ),
  ];
  const onQueue = turned('keda', (target) =>
    keda(
      kedaAsItComes({
        min: plant.min,
        max: plant.max,
        messagesPerTask: messagesPerTask(plant, target),
      }),
    ),
  );
  return work === 'jobs' ? [...onLoad, onQueue] : onLoad;
};

/** Its loop is said to take 2 s; the plant's finest step of 5 s is as good, for nothing changes in between. */
const knativeLoopSeconds = 5;

const staticSizes = ({ plant, demand }: Peers): readonly Contestant[] => {
  const { min, max, sloPercent } = plant;
  const atFull = (tasks: number): number => (tasks * sloPercent) / 100;
  const peak = demand.tasks.reduce((most, tasks) => Math.max(most, tasks), 0);
  const mean =
    demand.tasks.reduce((sum, tasks) => sum + tasks, 0) / Math.max(1, demand.tasks.length);
  return [
    turned('static-peak', (targetPercent) =>
      fixed('static-peak', { min, max, targetPercent, tasksAtFull: atFull(peak) }),
    ),
    turned('static-mean', (targetPercent) =>
      fixed('static-mean', { min, max, targetPercent, tasksAtFull: atFull(mean) }),
    ),
  ];
};

const oracleOf = ({ plant, demand }: Peers): Contestant => {
  const { min, max, startLagSeconds, sloPercent } = plant;
  return {
    name: 'oracle',
    knobs: [sloPercent],
    at: () => oracle(demand, { min, max, startLagSeconds, everySeconds: 10 }),
  };
};

export const peers = (given: Peers): readonly Contestant[] => [
  ...applicationAutoScaling(given.plant),
  ...kubernetes(given),
  ...staticSizes(given),
  oracleOf(given),
];
