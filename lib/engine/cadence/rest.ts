/** The second look of a tick: what was left out of the first one, where the first one asks for a change. */
import { decide } from '../decide.ts';
import type { DecideInput, Readings } from '../model.ts';
import { inputsOfRule, signalsOf, signalsToRead } from '../policy-signals.ts';

const isUnread = (readings: Readings, signal: string): boolean =>
  readings[signal]?.kind === 'unread';

/**
 * A rule that was not asked forbids to take anything away, and may want more than the others do. So whoever would be
 * scaled by the rules that were asked is asked about in full.
 */
export const restSignals = (input: DecideInput): readonly string[] => {
  const { policy, observation } = input;
  const { readings, view } = observation;
  const unread = signalsToRead(policy).filter((signal) => isUnread(readings, signal));
  if (unread.length === 0) return [];
  const rules = policy.rules.filter((rule) =>
    inputsOfRule(rule, signalsOf(policy)).every((signal) => !isUnread(readings, signal)),
  );
  if (rules.length === 0) return [];
  const { decision } = decide({ ...input, policy: { ...policy, rules, challenger: null } });
  return decision.to === view.desired ? [] : unread;
};
