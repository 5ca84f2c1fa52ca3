/** Points that take the place of those that were not measured, where the rule's policy allows it. */
import { comparedSeconds } from '../foresight/freshen.ts';
import type { Context, Point, Reading } from '../model.ts';
import type { MissingPolicy, Rule } from '../policy.ts';
import { assureSeconds } from './assure.ts';
import { finitePoints, readingOf, signalData, signalsNeededBy } from './data.ts';

const periodMs = 60_000;

const ownWindowSeconds = (rule: Rule): number => {
  switch (rule.kind) {
    case 'load':
      return rule.inAfterSeconds;
    case 'surge':
      return rule.withinSeconds;
    case 'step':
      return rule.evaluate.of * 60;
    case 'assure':
      return assureSeconds;
    case 'forecast':
      return comparedSeconds;
    case 'track':
    case 'backlog':
      return 0;
    default:
      return rule satisfies never;
  }
};

/** As far back as anything looks: what was not measured in all that time stood for all of it. */
export const gapStartMs = (rule: Rule, known: readonly Point[], context: Context): number => {
  const newest = known.at(-1);
  if (newest !== undefined) return Math.min(newest.atMs + periodMs, context.nowMs);
  const { out, in: inwards } = context.policy.stabilizeSeconds;
  return context.nowMs - Math.max(out, inwards, ownWindowSeconds(rule)) * 1000;
};

const zerosSince = (startMs: number, nowMs: number): readonly Point[] => {
  const count = Math.floor((nowMs - startMs) / periodMs) + 1;
  return Array.from({ length: count }, (_, index) => ({
    atMs: nowMs - (count - 1 - index) * periodMs,
    value: 0,
  }));
};

/** What was known before the signal fell silent. */
export const lastKnown = (reading: Reading): readonly Point[] =>
  reading.kind === 'stale' ? finitePoints(reading.points) : [];

const isYoung = (known: readonly Point[], seconds: number, nowMs: number): boolean => {
  const newest = known.at(-1);
  return newest !== undefined && newest.atMs >= nowMs - seconds * 1000;
};

type Assumption = Extract<MissingPolicy, { kind: 'zero' | 'last' }>;

const standIn = (rule: Rule, policy: Assumption, reading: Reading, context: Context) => {
  // A read that failed is our blindness and not the service's silence: no number is made of it.
  if (reading.kind === 'failed') return null;
  const known = lastKnown(reading);
  const { nowMs } = context;
  if (policy.kind === 'last') return isYoung(known, policy.seconds, nowMs) ? known : null;
  return [...known, ...zerosSince(gapStartMs(rule, known, context), nowMs)];
};

/** The context with every gap of the rule filled; `null` when one cannot be. */
export const assume = (rule: Rule, policy: Assumption, context: Context): Context | null => {
  const filled: Record<string, Reading> = {};
  for (const signal of signalsNeededBy(rule)) {
    if (signalData(signal, context).kind === 'usable') continue;
    const points = standIn(rule, policy, readingOf(signal, context), context);
    if (points === null) return null;
    filled[signal] = { kind: 'series', points };
  }
  return { ...context, readings: { ...context.readings, ...filled } };
};
