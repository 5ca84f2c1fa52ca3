/** The second look of a tick: what was left out of the first one, where the first one asks for a change. */
import { decide } from '../decide.ts';
import type { DecideInput, Readings } from '../model.ts';
import type { Policy } from '../policy.ts';
import { inputsOfRule, signalsOf, signalsOfTrip, signalsToRead } from '../policy-signals.ts';
import { mayTakeAway, type Turn } from './turns.ts';

const isUnread = (readings: Readings, signal: string): boolean =>
  readings[signal]?.kind === 'unread';

const signalsOfBreakers = ({ breakers }: Policy): readonly string[] =>
  breakers.flatMap(({ trip }) => signalsOfTrip(trip));

/**
 * Nothing is taken away before every rule was asked. To add tasks one rule is enough, and the others could only want
 * more, which they will say on their turn; but a breaker may know why more would hurt.
 */
export const restSignals = (input: DecideInput, turn: Turn): readonly string[] => {
  const { policy, observation } = input;
  const { readings, view } = observation;
  const unread = signalsToRead(policy).filter((signal) => isUnread(readings, signal));
  if (unread.length === 0) return [];
  const rules = policy.rules.filter((rule) =>
    inputsOfRule(rule, signalsOf(policy)).every((signal) => !isUnread(readings, signal)),
  );
  if (rules.length === 0) return [];
  const { decision } = decide({ ...input, policy: { ...policy, rules, challenger: null } });
  if (decision.to < view.desired) return mayTakeAway(input, turn) ? unread : [];
  if (decision.to === view.desired) return [];
  return signalsOfBreakers(policy).filter((signal) => unread.includes(signal));
};
