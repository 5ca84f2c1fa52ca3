/**
 * The pipeline, written out: one service's observation in, one decision out. A pure function of its
 * input, so what ran live can be replayed from the record.
 */
import { bound } from './bounds.ts';
import { combine } from './combine.ts';
import { coolDown } from './cooldown.ts';
import { freshenAll } from './freshness.ts';
import { guard } from './guards.ts';
import { withHeld } from './held.ts';
import { limit } from './limits.ts';
import type { Context, DecideInput, DecideOutput, Proposal, Step } from './model.ts';
import { applyRules } from './rules/index.ts';
import { settle } from './settle.ts';
import { stabilize } from './stabilize.ts';
import { tolerate } from './tolerance.ts';

const pipeline: readonly Step[] = [
  applyRules,
  tolerate,
  combine,
  stabilize,
  limit,
  coolDown,
  guard,
  bound,
];

const contextFor = (input: DecideInput, settledState: Context['state']): Context => {
  const { policy, observation, nowMs } = input;
  const fresh = freshenAll(observation.readings, nowMs, policy.staleAfterSeconds);
  const { readings, held } = withHeld(policy, fresh, settledState.held, nowMs);
  return { policy, view: observation.view, readings, state: { ...settledState, held }, nowMs };
};

const start = ({ view }: Context): Proposal => ({
  opinions: [],
  wishes: [],
  desired: view.desired,
  urgency: 'low',
  frozen: false,
  reasons: [],
});

export const decide = (input: DecideInput): DecideOutput => {
  const { view } = input.observation;
  const settled = settle(input.state, view, input.nowMs);
  const context = contextFor(input, settled.state);
  const proposal = pipeline.reduce((before, step) => step(before, context), start(context));
  return {
    decision: {
      service: view.id,
      atMs: input.nowMs,
      from: view.desired,
      to: proposal.desired,
      asked: proposal.wishes.at(-1)?.want ?? view.desired,
      urgency: proposal.urgency,
      reasons: proposal.reasons,
    },
    state: context.state,
    events: settled.events,
  };
};
