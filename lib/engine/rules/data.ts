/** The numbers that a rule goes by: its signal's points, or the scores that a load rule makes of several. */
import type { Context, Point, Reading } from '../model.ts';
import { isNonEmpty } from '../non-empty.ts';
import type { Rule } from '../policy.ts';
import type { Points } from './answer.ts';
import { scorePoints } from './load-score.ts';

export type Missing = {
  readonly kind: 'missing';
  readonly signal: string;
  readonly why: 'stale' | 'absent' | 'failed';
  readonly detail: string;
};

/** Nobody asked for it on this tick, so its absence says nothing. */
export type Unread = { readonly kind: 'unread'; readonly signal: string };

export type RuleData = { readonly kind: 'usable'; readonly points: Points } | Missing | Unread;

const detailOf = (reading: Exclude<Reading, { kind: 'series' | 'unread' }>): string => {
  switch (reading.kind) {
    case 'stale':
      return `newest point is ${reading.ageSeconds} s old`;
    case 'absent':
      return 'no points in the window';
    case 'failed':
      return reading.cause;
    default:
      return reading satisfies never;
  }
};

export const finitePoints = (points: readonly Point[]): readonly Point[] =>
  points.every(({ value }) => Number.isFinite(value))
    ? points
    : points.filter(({ value }) => Number.isFinite(value));

export const readingOf = (signal: string, { readings }: Context): Reading =>
  readings[signal] ?? { kind: 'absent' };

export const signalData = (signal: string, context: Context): RuleData => {
  const reading = readingOf(signal, context);
  if (reading.kind === 'unread') return { kind: 'unread', signal };
  if (reading.kind !== 'series') {
    return { kind: 'missing', signal, why: reading.kind, detail: detailOf(reading) };
  }
  const points = finitePoints(reading.points);
  if (isNonEmpty(points)) return { kind: 'usable', points };
  return { kind: 'missing', signal, why: 'absent', detail: 'no finite points in the window' };
};

/** Signals without which the rule cannot say anything. A gate is none: it only confirms. */
export const signalsNeededBy = (rule: Rule): readonly string[] =>
  rule.kind === 'load' ? rule.parts.map(({ signal }) => signal) : [rule.signal];

export const dataOf = (rule: Rule, context: Context): RuleData => {
  if (rule.kind !== 'load') return signalData(rule.signal, context);
  const parts = rule.parts.map(({ signal }) => signalData(signal, context));
  const gate = rule.gate === null ? [] : [signalData(rule.gate.signal, context)];
  const unread = [...parts, ...gate].find((part) => part.kind === 'unread');
  if (unread !== undefined) return unread;
  const missing = parts.find((part) => part.kind === 'missing');
  if (missing !== undefined) return missing;
  const points = scorePoints(
    rule,
    parts.map((part) => (part.kind === 'usable' ? part.points : [])),
    context.policy.signals,
  );
  if (isNonEmpty(points)) return { kind: 'usable', points };
  const detail = 'its parts were never measured at the same time';
  return { kind: 'missing', signal: rule.signal, why: 'absent', detail };
};
