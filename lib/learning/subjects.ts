/** Which signals of a service are learnt, what for, and how good a forecast of each must be. */
import { type HeldPromise, promisesOf } from '#engine/foresight/promises.ts';
import { usualMostError } from '#engine/foresight/trust.ts';
import type { ForecastRule, Policy, Rule } from '#engine/policy.ts';
import { signalsOf } from '#engine/policy-signals.ts';
import { mostSignals } from '#lib/learnt.ts';

export type Subject = {
  readonly signal: string;
  /** What is promised of it. If anything, minutes are looked at as well, for how the load grows within them. */
  readonly promises: readonly HeldPromise[];
  readonly leadSeconds: number;
  readonly mostErrorRatio: number;
  /** No forecast exceeds the highest load seen by more than this factor. */
  readonly ceilingRatio: number;
};

/** What a rule that says nothing of it would say; see the schema of rules. */
const usual = { leadSeconds: 150, mostErrorRatio: usualMostError, ceilingRatio: 3 };

const isForecast = (rule: Rule): rule is ForecastRule => rule.kind === 'forecast';

/** The strictest of those that go by one signal: what they all trust, each of them does. */
const demandsOf = (rules: readonly ForecastRule[]): typeof usual =>
  rules.length === 0
    ? usual
    : {
        leadSeconds: Math.max(...rules.map(({ leadSeconds }) => leadSeconds)),
        mostErrorRatio: Math.min(...rules.map(({ mostErrorRatio }) => mostErrorRatio)),
        ceilingRatio: Math.max(...rules.map(({ highestMultiple }) => highestMultiple)),
      };

/** A queue's depth is asked of SQS, which knows no past. */
const hasPast = (policy: Policy, signal: string): boolean => {
  const definition = signalsOf(policy)[signal];
  return definition !== undefined && definition.kind !== 'queueDepth';
};

/** For services that no rule looks ahead for: what would be forecast of what they follow. */
const mainSignals = ({ rules }: Policy): readonly string[] => {
  const main = rules.find(({ kind }) => kind === 'track');
  return main === undefined ? [] : [main.signal];
};

const subjectOf = (signal: string, policies: readonly Policy[]): Subject => {
  const own = policies.flatMap(({ rules }) => rules.filter((rule) => rule.signal === signal));
  return {
    signal,
    promises: policies.flatMap((policy) => promisesOf(policy, signal)),
    ...demandsOf(own.filter(isForecast)),
  };
};

/** Those that rules look ahead by come first, and of too many the last are left out. */
export const subjectsOf = (policy: Policy): readonly Subject[] => {
  const policies = policy.challenger === null ? [policy] : [policy, policy.challenger];
  const rules = policies.flatMap((each) => each.rules);
  const ahead = rules.filter(({ kind }) => kind === 'assure' || kind === 'forecast');
  const signals = new Set([...ahead.map(({ signal }) => signal), ...mainSignals(policy)]);
  return [...signals]
    .filter((signal) => hasPast(policy, signal))
    .slice(0, mostSignals)
    .map((signal) => subjectOf(signal, policies));
};
