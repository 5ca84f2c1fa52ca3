/** Flyball among the contestants: its knob is its risk or its CPU target, or the messages per task of a worker's. */
import type { Policy } from '#engine/policy.ts';
import type { TrialPlant } from '../comparison/comparison.ts';
import type { Work } from '../trial/setup.ts';
import { type Contestant, knobsAround, messagesPerTask } from './contestants.ts';
import { type FlyballSetup, flyball } from './flyball.ts';
import { knobOf } from './flyball-knob.ts';
import { webPolicy } from './web-policy.ts';

type Pace = Omit<FlyballSetup, 'policy'>;

/** One's own policy, turned by what it is tuned by. */
export const flyballWith = (policy: Policy, pace: Pace): Contestant => {
  const { knobs, usual, turned } = knobOf(policy);
  return {
    name: pace.name ?? 'flyball',
    knobs,
    usual,
    at: (place) => flyball({ ...pace, policy: turned(place) }),
  };
};

/** The policy of a service that says nothing, with a rule on its queue where it works off one. */
const usualPolicy = (plant: TrialPlant, work: Work, cpuTarget: number): Policy => {
  const web = webPolicy({ ...plant, cpuTarget });
  const [first] = web.rules;
  if (work === 'requests' || first === undefined) return web;
  const { missing, urgencyRatios } = first;
  const signal = 'queueDepth';
  const perTask = messagesPerTask(plant, cpuTarget);
  return {
    ...web,
    signals: { ...web.signals, [signal]: { kind: signal, queueUrl: 'trial' } },
    rules: [
      {
        kind: 'backlog',
        name: 'backlog',
        signal,
        perTask,
        learn: null,
        missing,
        urgencyRatios,
        activation: null,
      },
    ],
  };
};

export type Usual = {
  readonly plant: TrialPlant;
  readonly work: Work;
  readonly targetPercent: number;
};

export const usualFlyball = ({ plant, work, targetPercent }: Usual, pace: Pace): Contestant => ({
  name: pace.name ?? 'flyball',
  knobs: knobsAround(targetPercent),
  usual: targetPercent,
  at: (target) => flyball({ ...pace, policy: usualPolicy(plant, work, target) }),
});
