/** Which signals of a service are to be read on a tick: those whose turn it is, and what they cannot be judged without. */
import { isReadDirectly } from '../held.ts';
import type { DecideInput } from '../model.ts';
import type { Policy } from '../policy.ts';
import { inputsOfRules, signalsOf, signalsToRead } from '../policy-signals.ts';
import type { Cadence } from '../state.ts';
import { type Motion, motionOf } from './motion.ts';
import { isTurn, phaseOf, type Span, turnBefore } from './phase.ts';
import { mostSteps, steppedStretch } from './steps.ts';
import { unprovenFor } from './waits.ts';

export type Turn = Span & {
  /** By how much waits are longer than they should be, for want of money. At least 1. */
  readonly stretch: number;
};

/** Signals that cost something to read; a queue's depth is all but free, and so is read on every tick. */
export const pricedSignals = (policy: Policy): readonly string[] => {
  const definitions = signalsOf(policy);
  return signalsToRead(policy).filter((signal) => !isReadDirectly(definitions[signal]));
};

const freeSignals = (policy: Policy): readonly string[] => {
  const priced = new Set(pricedSignals(policy));
  return signalsToRead(policy).filter((signal) => !priced.has(signal));
};

export const waitOf = (cadence: Cadence, signal: string): number => cadence[signal] ?? 1;

/** The wait of the signal that is read most often, which is the service's. */
export const leadingWait = (signals: readonly string[], cadence: Cadence): number =>
  Math.min(...signals.map((signal) => waitOf(cadence, signal)));

/** A rule that lacks one of its signals says nothing, so all of them are read or none. */
const completed = (signals: readonly string[], policy: Policy): readonly string[] => {
  const due = new Set(signals);
  const joined = inputsOfRules(policy).filter((inputs) => inputs.some((each) => due.has(each)));
  return [...new Set([...signals, ...joined.flat()])];
};

const motionIn = (input: DecideInput): Motion =>
  input.policy.react === 'fast' ? 'all' : motionOf(input);

const stretchOf = (
  { policy, observation, nowMs }: DecideInput,
  cadence: Cadence,
  { stretch }: Turn,
): number =>
  Math.min(
    steppedStretch(stretch, phaseOf(observation.view.id), nowMs),
    mostSteps(leadingWait(pricedSignals(policy), cadence)),
  );

/** Minutes between two looks at the service. */
export const ownWait = (
  input: DecideInput,
  cadence: Cadence,
  turn: Turn,
  motion: Motion = motionIn(input),
): number =>
  motion === 'leading'
    ? 1
    : leadingWait(pricedSignals(input.policy), cadence) * stretchOf(input, cadence, turn);

const turnsOf = (input: DecideInput, cadence: Cadence, turn: Turn, motion: Motion) => {
  const { policy, observation } = input;
  const phase = phaseOf(observation.view.id);
  const priced = pricedSignals(policy);
  const leading = leadingWait(priced, cadence);
  const own = ownWait(input, cadence, turn, motion);
  const stretch = stretchOf(input, cadence, turn);
  if (!isTurn(turn, own, phase)) return [];
  const span = { sinceMs: turnBefore(turn, own, phase), nowMs: turn.nowMs };
  return priced.filter((signal) => {
    const wait = waitOf(cadence, signal);
    return wait === leading || isTurn(span, wait * stretch, phase);
  });
};

export const dueSignals = (input: DecideInput, turn: Turn): readonly string[] => {
  const { policy, state } = input;
  const motion = motionIn(input);
  if (motion === 'all' || state === null) return signalsToRead(policy);
  const due = turnsOf(input, state.cadence, turn, motion);
  return [...new Set([...freeSignals(policy), ...completed(due, policy)])];
};

/**
 * Whether it is time to ask everyone whether tasks may go. Nothing is lost by their staying a few minutes more, and a
 * service that is read on every tick would ask all signals on each as long as one of them holds the others back.
 */
export const mayTakeAway = (input: DecideInput, turn: Turn): boolean => {
  const { policy, observation, state } = input;
  if (state === null) return true;
  const phase = phaseOf(observation.view.id);
  const own = ownWait(input, state.cadence, turn);
  const span = { sinceMs: turnBefore(turn, own, phase), nowMs: turn.nowMs };
  return isTurn(span, unprovenFor(policy), phase);
};
