/** Flyball among the contestants: its knob is the CPU target of its policy, or the messages per task of a worker's. */
import type { Policy, Rule } from '#engine/policy.ts';
import type { TrialPlant } from '../comparison/comparison.ts';
import type { Work } from '../trial/setup.ts';
import { type Contestant, knobsAround, messagesPerTask } from './contestants.ts';
import { type FlyballSetup, flyball } from './flyball.ts';
import { webPolicy } from './web-policy.ts';

type Pace = Omit<FlyballSetup, 'policy'>;

const isCpuTarget = (rule: Rule) => rule.kind === 'track' && rule.signal === 'cpu';

const withCpuTarget = (policy: Policy, target: number): Policy => ({
  ...policy,
  rules: policy.rules.map((rule) =>
    rule.kind === 'track' && isCpuTarget(rule) ? { ...rule, target } : rule,
  ),
});

/** One's own policy; without a CPU target there is nothing to turn, and its knob stands at 0. */
export const flyballWith = (policy: Policy, pace: Pace): Contestant => {
  const tracked = policy.rules.find((rule) => rule.kind === 'track' && isCpuTarget(rule));
  const usual = tracked?.kind === 'track' ? tracked.target : 0;
  return {
    name: 'flyball',
    knobs: tracked === undefined ? [usual] : knobsAround(usual),
    usual,
    at: (target) => flyball({ ...pace, policy: withCpuTarget(policy, target) }),
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
  name: 'flyball',
  knobs: knobsAround(targetPercent),
  usual: targetPercent,
  at: (target) => flyball({ ...pace, policy: usualPolicy(plant, work, target) }),
});
