/** Everything there is to say of a service's next day: one object, for people and for machines. */

import type { Policy } from '#engine/policy.ts';
import type { Reason } from '#engine/reason.ts';
import { type Advice, advise } from '#lib/forecast/advice/advice.ts';
import type { Present } from '#lib/forecast/advice/recommend.ts';
import type { Goal } from '#lib/forecast/advice/saving.ts';
import type { Assessed } from '#lib/tick/assess.ts';
import { type TaskPrice, taskHourDollars, usualPrice } from '#simulator/scores/cost.ts';
import { latelyOf, type PastSignal, type PastSignals, type SignalName } from './past-signals.ts';

export type ServiceAdvice = {
  readonly service: string;
  readonly atMs: number;
  readonly present: Present;
  readonly advice: Advice;
  readonly past: PastSignals;
  /** What the rules of its policy that look ahead made of their forecasts just now. */
  readonly rules: readonly AheadReason[];
  readonly price: TaskPrice;
  readonly goal: Goal | null;
};

export type AheadReason = Extract<Reason, { kind: 'foreseen' | 'advised' | 'assured' }>;

const looksAhead = (reason: Reason): reason is AheadReason =>
  reason.kind === 'foreseen' || reason.kind === 'advised' || reason.kind === 'assured';

const isForetold = (kind: string | undefined): kind is SignalName =>
  kind === 'cpu' || kind === 'memory' || kind === 'requests';

/** The first rule that holds a signal at a number: what the present policy asks for of a load that is only expected. */
export const goalOf = ({ rules, signals }: Policy): Goal | null => {
  for (const rule of rules) {
    const kind = signals[rule.signal]?.kind;
    if (rule.kind === 'track' && isForetold(kind)) return { signal: kind, target: rule.target };
  }
  return null;
};

/** As its tag or the fleet file says how large a task is, with 2 GB to each vCPU, unless told otherwise. */
export const priceFor = ({ vcpu }: Policy, said: Partial<TaskPrice>): TaskPrice => {
  const size = said.vcpu ?? vcpu;
  const memoryGb = said.memoryGb ?? 2 * size;
  return { ...usualPrice, ...said, vcpu: size, memoryGb };
};

const outlookOf = (signal: PastSignal) => (signal.kind === 'known' ? signal.outlook : null);

export const serviceAdvice = (
  service: string,
  assessed: Assessed,
  past: PastSignals,
  said: Partial<TaskPrice>,
): ServiceAdvice => {
  const { policy, observation, decision } = assessed;
  const { cpu, memory, requests } = past.signals;
  const present = {
    tasks: observation.view.desired,
    min: policy.min,
    max: policy.max,
    requests: latelyOf(requests, decision.atMs),
  };
  const price = priceFor(policy, said);
  const goal = goalOf(policy);
  return {
    service,
    atMs: decision.atMs,
    present,
    advice: advise({
      cpu: outlookOf(cpu),
      memory: outlookOf(memory),
      requests: outlookOf(requests),
      present,
      goal,
      dollarsPerTaskHour: taskHourDollars(price),
    }),
    past,
    rules: decision.reasons.filter(looksAhead),
    price,
    goal,
  };
};
