/**
 * The pipeline, written out: one service's observation in, one decision out. A pure function of its
 * input, so what ran live can be replayed from the record.
 */
import { bound } from './bounds.ts';
import { obeyBreaker } from './breaker/obey.ts';
import { turnBreaker } from './breaker/turn.ts';
import { combine } from './combine.ts';
import { coolDown } from './cooldown.ts';
import { withFormulas } from './formulas.ts';
import { freshenAll } from './freshness.ts';
import { guard } from './guards.ts';
import { withHeld } from './held.ts';
import { limit } from './limits.ts';
import type {
  Context,
  DecideInput,
  DecideOutput,
  EngineEvent,
  Proposal,
  Step,
  Verdict,
} from './model.ts';
import { followOrders } from './orders.ts';
import { isInForce } from './override.ts';
import { signalsOf } from './policy-signals.ts';
import { applyRules } from './rules/index.ts';
import { settle } from './settle.ts';
import { stabilize } from './stabilize.ts';
import type { ServiceState } from './state.ts';
import { tolerate } from './tolerance.ts';

/** What the numbers ask for. */
const wishing: readonly Step[] = [applyRules, tolerate, combine];

/** What is granted of it. */
const granting: readonly Step[] = [
  stabilize,
  limit,
  coolDown,
  guard,
  obeyBreaker,
  followOrders,
  bound,
];

const contextFor = (input: DecideInput, settledState: ServiceState): Context => {
  const { policy, observation, windows, nowMs } = input;
  const signals = signalsOf(policy);
  const fresh = freshenAll(observation.readings, nowMs, policy.staleAfterSeconds);
  const { readings, held } = withHeld(policy, fresh, settledState.held, nowMs);
  const computed = withFormulas(signals, readings);
  return {
    policy,
    view: observation.view,
    // The newest moment at which a formula has a value may be older than any of its inputs.
    readings:
      computed === readings ? readings : freshenAll(computed, nowMs, policy.staleAfterSeconds),
    foresights: observation.foresights ?? {},
    state: { ...settledState, held },
    overrides: input.overrides.filter((override) => isInForce(override, nowMs)),
    windows,
    nowMs,
  };
};

const start = ({ view }: Context): Proposal => ({
  opinions: [],
  wishes: [],
  desired: view.desired,
  urgency: 'low',
  frozen: false,
  reasons: [],
});

const through = (steps: readonly Step[], proposal: Proposal, context: Context): Proposal =>
  steps.reduce((before, step) => step(before, context), proposal);

export const wish = (context: Context): Proposal => through(wishing, start(context), context);

export const grant = (proposal: Proposal, context: Context): Proposal =>
  through(granting, proposal, context);

const propose = (context: Context): Proposal => grant(wish(context), context);

const askedOf = (proposal: Proposal, context: Context): number =>
  proposal.wishes.at(-1)?.want ?? context.view.desired;

/** The challenger sees what the champion sees, memory included, and nobody acts on what it says. */
const challenge = (context: Context): Verdict | null => {
  const { challenger } = context.policy;
  if (challenger === null) return null;
  const proposal = propose({ ...context, policy: challenger });
  const { desired: to, reasons } = proposal;
  return { to, asked: askedOf(proposal, context), reasons };
};

export type Prepared = { readonly context: Context; readonly events: readonly EngineEvent[] };

/** Brings memory up to date with what is seen, before any wish is heard. */
export const prepare = (input: DecideInput): Prepared => {
  const settled = settle(input.state, input.observation.view, input.nowMs);
  const context = contextFor(input, settled.state);
  const turned = turnBreaker(context);
  return {
    context: { ...context, state: turned.state },
    events: [...settled.events, ...turned.events],
  };
};

export const decide = (input: DecideInput): DecideOutput => {
  const { context, events } = prepare(input);
  const proposal = propose(context);
  return {
    decision: {
      service: context.view.id,
      atMs: input.nowMs,
      from: context.view.desired,
      to: proposal.desired,
      asked: askedOf(proposal, context),
      urgency: proposal.urgency,
      reasons: proposal.reasons,
      challenger: challenge(context),
    },
    state: context.state,
    events,
  };
};
