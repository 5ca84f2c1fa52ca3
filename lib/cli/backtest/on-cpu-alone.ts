/** The part of a policy that can be replayed: load is reconstructed from CPU, which says nothing about other signals. */
import type { Policy, Rule } from '#engine/policy.ts';
import { signalsOf, signalsToRead } from '#engine/policy-signals.ts';
import type { Replayed } from '#simulator/backtest/run-backtest.ts';
import { CliFailure } from '../usage-error.ts';

const signalsBut = (policy: Policy, rules: readonly Rule[]): readonly string[] => {
  const definitions = signalsOf(policy);
  return signalsToRead({ ...policy, rules, breakers: [], challenger: null }).filter(
    (signal) => definitions[signal]?.kind !== 'cpu',
  );
};

/** A policy that tracks CPU beside other things is worth a replay of its CPU, as long as that is said. */
export const onCpuAlone = (label: string, policy: Policy): Pick<Replayed, 'policy' | 'leftOut'> => {
  const isReplayed = (rule: Rule): boolean => signalsBut(policy, [rule]).length === 0;
  const rules = policy.rules.filter(isReplayed);
  if (rules.length === 0) {
    const others = signalsBut(policy, policy.rules).join(', ');
    throw new CliFailure(
      `${label} goes by ${others}, but load is reconstructed from CPU; replay a policy with a rule on cpu`,
    );
  }
  const leftOut = policy.rules.filter((rule) => !isReplayed(rule)).map(({ name }) => name);
  return { policy: { ...policy, rules }, leftOut };
};
