/**
 * Everyone who is compared, each at its best settings and with the one knob that trades tasks for safety: the utilisation
 * aimed at, in percent. A scaler that nobody can turn has a single place for its knob.
 */
import type { DemandCourse, TrialPlant } from '../comparison/comparison.ts';
import type { Work } from '../trial/setup.ts';
import { aasPredictive, predictiveAsItComes } from './aas-predictive.ts';
import { aasStep, stepAtItsBest } from './aas-step.ts';
import { aasTracking, trackingAtItsBest } from './aas-tracking.ts';
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
  /** Where the knob stands for the scores; one of `knobs`. */
  readonly usual: number;
  readonly at: (knob: number) => Scaler;
};

export type Peers = {
  readonly plant: TrialPlant;
  /** What the load asks for. Only those who stand for knowledge of the whole trace look at it. */
  readonly demand: DemandCourse;
  /** Messages of a queue can wait; requests cannot. */
  readonly work: Work;
  readonly targetPercent: number;
};

const places: readonly number[] = [40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

/** Where a knob is turned to: everywhere from 40 to 90 %, and where it stands. */
export const knobsAround = (usual: number): readonly number[] =>
  [...new Set([...places, usual])].toSorted((a, b) => a - b);

type Tuned = Bounds & { readonly targetPercent: number };

type Turn = (name: ScalerName, at: (tuned: Tuned) => Scaler) => Contestant;

const turnedFor =
  ({ plant: { min, max }, targetPercent: usual }: Peers): Turn =>
  (name, at) => ({
    name,
    knobs: knobsAround(usual),
    usual,
    at: (targetPercent) => at({ targetPercent, min, max }),
  });

const applicationAutoScaling = (turned: Turn, { plant }: Peers): readonly Contestant[] => [
  turned('aas-60', (tuned) => aasTracking('aas-60', trackingAtItsBest(tuned, 60))),
  turned('aas-20', (tuned) => aasTracking('aas-20', trackingAtItsBest(tuned, 20))),
  turned('aas-step', (tuned) => aasStep(stepAtItsBest(tuned))),
  turned('aas-predictive', (tuned) =>
    aasPredictive(predictiveAsItComes(trackingAtItsBest(tuned, 60), plant.capacityPerTask)),
  ),
];

/** Messages that a task works off in a minute at the target: one place for the knob of whoever goes by the queue. */
export const messagesPerTask = ({ capacityPerTask }: TrialPlant, targetPercent: number): number =>
  Math.max(1, (capacityPerTask * 60 * targetPercent) / 100);

/** Its loop is said to take 2 s; with 5 s the simulation is twice as fast and the count no later than a start is late. */
const knativeLoopSeconds = 5;

const kubernetes = (turned: Turn, { plant, work }: Peers): readonly Contestant[] => {
  const onLoad = [
    turned('hpa', (tuned) => hpa(hpaAsItComes(tuned))),
    turned('knative', (tuned) =>
      knative(knativeAsItComes({ ...tuned, loopSeconds: knativeLoopSeconds })),
    ),
  ];
  if (work === 'requests') return onLoad;
  const onQueue = turned('keda', ({ targetPercent, min, max }) =>
    keda(kedaAsItComes({ min, max, messagesPerTask: messagesPerTask(plant, targetPercent) })),
  );
  return [...onLoad, onQueue];
};

const staticSizes = (turned: Turn, { plant, demand }: Peers): readonly Contestant[] => {
  const atFull = (tasks: number): number => (tasks * plant.sloPercent) / 100;
  const { tasks } = demand;
  const peak = tasks.reduce((most, each) => Math.max(most, each), 0);
  const mean = tasks.reduce((sum, each) => sum + each, 0) / Math.max(1, tasks.length);
  return [
    turned('static-peak', (tuned) => fixed('static-peak', { ...tuned, tasksAtFull: atFull(peak) })),
    turned('static-mean', (tuned) => fixed('static-mean', { ...tuned, tasksAtFull: atFull(mean) })),
  ];
};

/** It looks at each step of the plant, and even a task that starts at once runs from the next one on. */
const oracleEverySeconds = 10;

const oracleOf = ({ plant, demand, work }: Peers): Contestant => {
  const { min, max, sloPercent } = plant;
  const settings = {
    min,
    max,
    startLagSeconds: Math.max(oracleEverySeconds, plant.startLagSeconds),
    everySeconds: oracleEverySeconds,
    earlySeconds: work === 'jobs' ? 60 : 0,
  };
  return {
    name: 'oracle',
    knobs: [sloPercent],
    usual: sloPercent,
    at: () => oracle(demand, settings),
  };
};

export const peers = (given: Peers): readonly Contestant[] => {
  const turned = turnedFor(given);
  return [
    ...applicationAutoScaling(turned, given),
    ...kubernetes(turned, given),
    ...staticSizes(turned, given),
    oracleOf(given),
  ];
};
