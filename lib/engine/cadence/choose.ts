/** How long each signal of a service may wait now, from what was just read and decided. */
import { prepare } from '../decide.ts';
import type { Context, DecideInput, Decision } from '../model.ts';
import type { Policy, Rule } from '../policy.ts';
import { canWake, inputsOfRule, signalsOf } from '../policy-signals.ts';
import type { Cadence } from '../state.ts';
import { waitOfRule } from './outlook.ts';
import { pricedSignals, waitOf } from './turns.ts';
import { longestFor, slowestMinutes, waitsUpTo } from './waits.ts';

/** A wish that nobody can grant, such as one above the maximum, is looked after at every other tick. */
const idleWishMinutes = 2;

/** The most that the service may wait, whatever its signals look like. */
const mostFor = ({ from, to, asked, reasons }: Decision, { policy }: DecideInput): number => {
  if (from !== to) return 1;
  if (asked <= from) return longestFor(policy);
  const isCapped = reasons.some(({ kind }) => kind === 'bounded');
  return isCapped || policy.mode === 'observe' ? idleWishMinutes : 1;
};

type RuleWait = { readonly signals: readonly string[]; readonly minutes: number };

const rulesOf = ({ rules, challenger }: Policy): readonly Rule[] => [
  ...rules,
  ...(challenger?.rules ?? []),
];

/** What was not read keeps the wait that it had. */
const ruleWaits = (context: Context, before: Cadence): readonly RuleWait[] => {
  const { policy } = context;
  const react = policy.react === 'thrifty' ? 'thrifty' : 'usual';
  const waits = waitsUpTo(slowestMinutes);
  return rulesOf(policy).map((rule) => {
    const signals = inputsOfRule(rule, signalsOf(policy));
    const kept = Math.min(...signals.map((signal) => waitOf(before, signal)));
    return { signals, minutes: waitOfRule(rule, context, { waits, react }) ?? kept };
  });
};

/** At zero tasks and with nothing that could wake it, no number can change anything. */
const isAsleep = ({ policy, view }: Context): boolean => view.desired === 0 && !canWake(policy);

const minutesOf = (signal: string, waits: readonly RuleWait[], policy: Policy): number => {
  const own = waits.filter(({ signals }) => signals.includes(signal));
  // A breaker's signals have no rule that could tell how near they are.
  return own.length === 0 ? longestFor(policy) : Math.min(...own.map(({ minutes }) => minutes));
};

/** The one that is nearest to its limit leads, and is never left for longer than the service may be. */
const withLeader = (minutes: ReadonlyMap<string, number>, most: number): Cadence => {
  const shortest = Math.min(...minutes.values());
  const leader = [...minutes].find(([, wait]) => wait === shortest)?.[0];
  const capped = [...minutes].map(
    ([signal, wait]) => [signal, signal === leader ? Math.min(wait, most) : wait] as const,
  );
  return Object.fromEntries(capped.filter(([, wait]) => wait > 1));
};

export const chooseCadence = (input: DecideInput, decision: Decision): Cadence => {
  const { policy, state } = input;
  const priced = pricedSignals(policy);
  if (policy.react === 'fast' || priced.length === 0) return {};
  const { context } = prepare(input);
  const longest = longestFor(policy);
  if (isAsleep(context)) return withLeader(new Map(priced.map((each) => [each, longest])), longest);
  const waits = ruleWaits(context, state?.cadence ?? {});
  const minutes = new Map(priced.map((signal) => [signal, minutesOf(signal, waits, policy)]));
  return withLeader(minutes, Math.min(longest, mostFor(decision, input)));
};
