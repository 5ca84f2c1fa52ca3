/** How long each signal of a service may wait now, from what was just read and decided. */
import { prepare } from '../decide.ts';
import type { Context, DecideInput, Decision, Readings } from '../model.ts';
import type { Policy, Rule } from '../policy.ts';
import { canWake, inputsOfRule, signalsOf } from '../policy-signals.ts';
import { latestOf } from '../rules/answer.ts';
import { answerOf } from '../rules/index.ts';
import type { Cadence } from '../state.ts';
import { riskRatios } from './growth.ts';
import { jumpWaitsOf } from './jump-waits.ts';
import { waitOfRule } from './outlook.ts';
import { pricedSignals, waitOf } from './turns.ts';
import { longestFor, slowestMinutes, unprovenFor, waitsUpTo } from './waits.ts';

/** A wish that nobody can grant, such as one above the maximum, is looked after at every other tick. */
const idleWishMinutes = 2;

/** The most that the service may wait, whatever its signals look like. */
const mostFor = ({ from, to, asked, reasons }: Decision, { policy }: DecideInput): number => {
  if (from !== to) return 1;
  if (asked <= from) return longestFor(policy);
  const isCapped = reasons.some(({ kind }) => kind === 'bounded');
  return isCapped || policy.mode === 'observe' ? idleWishMinutes : 1;
};

const rulesOf = ({ rules, challenger }: Policy): readonly Rule[] => [
  ...rules,
  ...(challenger?.rules ?? []),
];

type Outlook = {
  readonly rule: Rule;
  readonly signals: readonly string[];
  readonly minutes: number;
  /** Tasks that it asks for; nothing where it was not read. */
  readonly wants: number;
};

const reactOf = ({ react }: Policy) => (react === 'thrifty' ? 'thrifty' : 'usual');

/** What was not read keeps the wait that it had. */
const outlooksOf = (context: Context, before: Cadence): readonly Outlook[] => {
  const { policy } = context;
  const react = reactOf(policy);
  const waits = waitsUpTo(slowestMinutes);
  return rulesOf(policy).map((rule) => {
    const signals = inputsOfRule(rule, signalsOf(policy));
    const kept = Math.min(...signals.map((signal) => waitOf(before, signal)));
    const minutes = waitOfRule(rule, context, { waits, react }) ?? kept;
    const { opinion } = answerOf(rule, context);
    return {
      rule,
      signals,
      minutes,
      wants: 'wishes' in opinion ? latestOf(opinion.wishes).exact : -1,
    };
  });
};

/** At zero tasks and with nothing that could wake it, no number can change anything. */
const isAsleep = ({ policy, view }: Context): boolean => view.desired === 0 && !canWake(policy);

type Cautious = Outlook & { readonly proven: number | null };

/** With what hours of readings say of jumps, the rule that asks for most first. */
const withJumps = (outlooks: readonly Outlook[], past: Context): readonly Cautious[] => {
  const { policy } = past;
  const waits = waitsUpTo(longestFor(policy));
  const riskRatio = riskRatios[reactOf(policy)];
  const leading = outlooks.toSorted((one, other) => other.wants - one.wants);
  const rules = leading.map(({ rule }) => rule);
  const jumpWaits = jumpWaitsOf(rules, past, { waits, riskRatio });
  return leading.map((outlook, place) => {
    const { between = 1, proven = null } = jumpWaits[place] ?? {};
    return { ...outlook, minutes: Math.min(outlook.minutes, between), proven };
  });
};

const minutesOf = (signal: string, outlooks: readonly Outlook[], policy: Policy): number => {
  const own = outlooks.filter(({ signals }) => signals.includes(signal));
  // A breaker's signals have no rule that could tell how near they are.
  return own.length === 0 ? unprovenFor(policy) : Math.min(...own.map(({ minutes }) => minutes));
};

/** Nothing can be taken away before the rule that asks for most asks for less, so that one is worth looking at. */
const leaderOf = (leading: readonly Cautious[], priced: readonly string[], policy: Policy) => {
  const isPriced = (signal: string): boolean => priced.includes(signal);
  const first = leading.find(({ signals }) => signals.some(isPriced));
  const signal = first?.signals.find(isPriced) ?? priced[0];
  return { signal, proven: first?.proven ?? unprovenFor(policy) };
};

/**
 * However long its signals may wait, the one that leads is looked at before `most` minutes are over: a jump of the
 * service shows in that one, and need not in another that happens to be read sooner.
 */
const capped = (minutes: ReadonlyMap<string, number>, leader: string | undefined, most: number) => {
  const waits = [...minutes].map(
    ([signal, wait]) => [signal, signal === leader ? Math.min(wait, most) : wait] as const,
  );
  return Object.fromEntries(waits.filter(([, wait]) => wait > 1));
};

export const everyTick: Cadence = {};

/** Everything that was read, further back than decisions look. */
export type Hours = { readonly past: Readings };

type Looked = DecideInput & Hours;

const contextOfHours = (input: Looked): Context => {
  const observation = { ...input.observation, readings: input.past };
  return prepare({ ...input, observation }).context;
};

const chosen = (input: Looked, decision: Decision, priced: readonly string[]): Cadence => {
  const { policy, state } = input;
  const longest = longestFor(policy);
  if (longest === 1) return everyTick;
  const { context } = prepare(input);
  if (isAsleep(context)) return Object.fromEntries(priced.map((signal) => [signal, longest]));
  const told = outlooksOf(context, state?.cadence ?? everyTick);
  const outlooks = withJumps(told, contextOfHours(input));
  const minutes = new Map(priced.map((signal) => [signal, minutesOf(signal, outlooks, policy)]));
  const { signal, proven } = leaderOf(outlooks, priced, policy);
  return capped(minutes, signal, Math.min(longest, mostFor(decision, input), proven));
};

/** As it was, where nothing was read that costs anything: then nothing new is known. */
export const cadenceAfter = (input: Looked, decision: Decision): Cadence => {
  const { policy, state, observation } = input;
  const priced = pricedSignals(policy);
  const wasRead = priced.some((signal) => observation.readings[signal]?.kind !== 'unread');
  return wasRead ? chosen(input, decision, priced) : (state?.cadence ?? everyTick);
};
