/** Which signals of a service are to be read on a tick: those whose turn it is, and what they cannot be judged without. */
import { isReadDirectly } from '../held.ts';
import type { DecideInput, ServiceId } from '../model.ts';
import type { Policy } from '../policy.ts';
import { inputsOfRules, signalsOf, signalsToRead } from '../policy-signals.ts';
import type { Cadence } from '../state.ts';
import { type Motion, motionOf } from './motion.ts';
import { isTurn, phaseOf, type Span, turnBefore } from './phase.ts';

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

const turnsOf = (
  id: ServiceId,
  cadence: Cadence,
  priced: readonly string[],
  turn: Turn,
  motion: Motion,
) => {
  const phase = phaseOf(id);
  const leading = leadingWait(priced, cadence);
  const own = motion === 'leading' ? 1 : leading * turn.stretch;
  if (!isTurn(turn, own, phase)) return [];
  const span = { sinceMs: turnBefore(turn, own, phase), nowMs: turn.nowMs };
  return priced.filter((signal) => {
    const wait = waitOf(cadence, signal);
    return wait === leading || isTurn(span, wait * turn.stretch, phase);
  });
};

export const dueSignals = (input: DecideInput, turn: Turn): readonly string[] => {
  const { policy, observation, state } = input;
  const motion = policy.react === 'fast' ? 'all' : motionOf(input);
  if (motion === 'all' || state === null) return signalsToRead(policy);
  const due = turnsOf(observation.view.id, state.cadence, pricedSignals(policy), turn, motion);
  return [...new Set([...freeSignals(policy), ...completed(due, policy)])];
};
