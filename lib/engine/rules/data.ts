/** The numbers that a rule goes by: its signal's points, or the scores that a load rule makes of several. */
import type { Context, Point, Reading } from '../model.ts';
import type { Rule } from '../policy.ts';
import type { Points } from './answer.ts';
import { scorePoints } from './load-score.ts';

export type Missing = {
  readonly kind: 'missing';
  readonly signal: string;
  readonly why: 'stale' | 'absent' | 'failed';
  readonly detail: string;
  /** Points that are too old to be believed, for rules that go on with the last value. */
  readonly lastPoints: readonly Point[];
};

export type RuleData = { readonly kind: 'usable'; readonly points: Points } | Missing;

const detailOf = (reading: Exclude<Reading, { kind: 'series' }>): string => {
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

export const signalData = (signal: string, { readings }: Context): RuleData => {
  const reading: Reading = readings[signal] ?? { kind: 'absent' };
  if (reading.kind !== 'series') {
    const lastPoints = reading.kind === 'stale' ? finitePoints(reading.points) : [];
    return { kind: 'missing', signal, why: reading.kind, detail: detailOf(reading), lastPoints };
  }
  const [first, ...rest] = finitePoints(reading.points);
  if (first !== undefined) return { kind: 'usable', points: [first, ...rest] };
  const detail = 'no finite points in the window';
  return { kind: 'missing', signal, why: 'absent', detail, lastPoints: [] };
};

export const dataOf = (rule: Rule, context: Context): RuleData => {
  if (rule.kind !== 'load') return signalData(rule.signal, context);
  const parts = rule.parts.map(({ signal }) => signalData(signal, context));
  const missing = parts.find((part) => part.kind === 'missing');
  if (missing !== undefined) return { ...missing, lastPoints: [] };
  const [first, ...rest] = scorePoints(
    rule,
    parts.map((part) => (part.kind === 'usable' ? part.points : [])),
  );
  if (first !== undefined) return { kind: 'usable', points: [first, ...rest] };
  const detail = 'its parts were never measured at the same time';
  return { kind: 'missing', signal: rule.signal, why: 'absent', detail, lastPoints: [] };
};
