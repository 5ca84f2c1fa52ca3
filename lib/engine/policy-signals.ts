/** Which signals a policy needs, its challenger's, its breakers' and those inside formulas included. */

import type { BreakerTrip } from './breaker/breaker.ts';
import type { Formula } from './formula.ts';
import type { Policy, Rule, SignalDefinition } from './policy.ts';

type Definitions = Readonly<Record<string, SignalDefinition>>;

/** Definitions by name; a challenger of the same service can only define the same names alike. */
export const signalsOf = (policy: Policy): Definitions =>
  policy.challenger === null ? policy.signals : { ...policy.challenger.signals, ...policy.signals };

const signalsOfRule = (rule: Rule): readonly string[] => {
  if (rule.kind !== 'load') return [rule.signal];
  const gate = rule.gate === null ? [] : [rule.gate.signal];
  return [...rule.parts.map(({ signal }) => signal), ...gate];
};

export const signalsOfTrip = (trip: BreakerTrip): readonly string[] => {
  switch (trip.kind) {
    case 'error-rate':
      return [trip.signal, trip.volumeSignal];
    case 'saturation':
      return [trip.signal];
    case 'failed-starts':
    case 'actuation':
      return [];
    default:
      return trip satisfies never;
  }
};

export const inputsOf = (formula: Formula): readonly string[] => {
  switch (formula.kind) {
    case 'number':
      return [];
    case 'signal':
      return [formula.name];
    case 'negate':
      return inputsOf(formula.of);
    case 'binary':
      return [...inputsOf(formula.left), ...inputsOf(formula.right)];
    case 'call':
      return formula.arguments.flatMap(inputsOf);
    default:
      return formula satisfies never;
  }
};

/** A formula over formulas is refused by the configuration, so one level is all there is. */
const measured = (name: string, definitions: Definitions): readonly string[] => {
  const definition = definitions[name];
  return definition?.kind === 'formula' ? inputsOf(definition.formula) : [name];
};

export const inputsOfRule = (rule: Rule, definitions: Definitions): readonly string[] =>
  signalsOfRule(rule).flatMap((name) => measured(name, definitions));

/** What each rule is computed from, the challenger's rules included; without one of them it says nothing. */
export const inputsOfRules = (policy: Policy): readonly (readonly string[])[] => {
  const definitions = signalsOf(policy);
  const rules = [...policy.rules, ...(policy.challenger?.rules ?? [])];
  return rules.map((rule) => inputsOfRule(rule, definitions));
};

/** The names of every signal that has to be read. */
export const signalsToRead = (policy: Policy): readonly string[] => {
  const policies = policy.challenger === null ? [policy] : [policy, policy.challenger];
  const names = policies.flatMap((each) => [
    ...each.rules.flatMap(signalsOfRule),
    ...each.breakers.flatMap(({ trip }) => signalsOfTrip(trip)),
  ]);
  const definitions = signalsOf(policy);
  return [...new Set(names.flatMap((name) => measured(name, definitions)))];
};

const goesByThePast = (rule: Rule): boolean =>
  rule.kind === 'assure' ||
  rule.kind === 'forecast' ||
  (rule.kind === 'backlog' && rule.learn !== null);

/** The signals whose past has to be known, since rules look ahead by them or learn their divisor from it. */
export const signalsAhead = (policy: Policy): readonly string[] => {
  const policies = policy.challenger === null ? [policy] : [policy, policy.challenger];
  const ahead = policies.flatMap(({ rules }) => rules.filter(goesByThePast));
  return [...new Set(ahead.map(({ signal }) => signal))];
};

/** Whether a signal has values while no task runs: what a service measures of itself ends with its last task. */
const existsAtZero = (name: string, definitions: Definitions): boolean => {
  switch (definitions[name]?.kind) {
    case 'queueDepth':
    case 'queueAge':
    case 'custom':
    case 'expression':
      return true;
    case 'formula':
      return measured(name, definitions).some((input) => existsAtZero(input, definitions));
    default:
      return false;
  }
};

/** Whether any rule could bring the service back from zero. */
export const canWake = (policy: Policy): boolean =>
  policy.rules.some((rule) =>
    signalsOfRule(rule).some((name) => existsAtZero(name, policy.signals)),
  );
