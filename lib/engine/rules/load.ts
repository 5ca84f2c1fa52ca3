/**
 * `load`: a weighted score of several signals. Out by a fixed step while the score is high and the gate signal
 * confirms that users notice; in by a fixed step after the score was low for long enough.
 */
import type { Context, Point, Wish } from '../model.ts';
import { lookupIn, standingIn } from '../moments.ts';
import type { LoadRule } from '../policy.ts';
import type { Reason } from '../reason.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, type Points, wishesOf } from './answer.ts';
import { signalData } from './data.ts';
import { shareOf } from './load-score.ts';

/** Points are a minute apart, so a stretch of five minutes shows only four between its ends. */
const graceMs = 60_000;

type Gate = { readonly value: number | null; readonly open: boolean };

/** A gate without data stays shut: it is there to confirm, and nothing was confirmed. */
const gateOf = ({ gate }: LoadRule, context: Context): ((atMs: number) => Gate) => {
  if (gate === null) return () => ({ value: null, open: true });
  const data = signalData(gate.signal, context);
  const standing = standingIn(data.kind === 'usable' ? data.points : []);
  return (atMs) => {
    const value = standing(atMs)?.value ?? null;
    return { value, open: value !== null && value > gate.above };
  };
};

const wasLowLongEnough = (rule: LoadRule, points: Points): boolean => {
  const sinceMs = latestOf(points).atMs - rule.inAfterSeconds * 1000;
  const stretch = points.filter(({ atMs }) => atMs > sinceMs);
  return points[0].atMs <= sinceMs + graceMs && stretch.every(({ value }) => value < rule.inBelow);
};

/**
 * Earlier moments are taken at face value and only the newest has to look back, so that `inAfterSeconds` and the
 * stabilisation window run side by side; one after the other, five minutes of calm would become ten.
 */
const wishFor = (rule: LoadRule, points: Points, context: Context) => {
  const { desired } = context.view;
  const gateAt = gateOf(rule, context);
  return ({ atMs, value }: Point, index: number): Wish => {
    const isNow = index === points.length - 1;
    const isHigh = value > rule.outAbove && gateAt(atMs).open;
    const isLow = isNow ? wasLowLongEnough(rule, points) : value < rule.inBelow;
    const fewer = isLow ? Math.max(0, desired - rule.remove) : desired;
    const want = isHigh ? desired + rule.add : fewer;
    return { atMs, want, exact: want };
  };
};

const scoreReason = (rule: LoadRule, context: Context, points: Points, want: number): Reason => {
  const latest = latestOf(points);
  return {
    kind: 'score',
    rule: rule.name,
    score: latest.value,
    outAbove: rule.outAbove,
    inBelow: rule.inBelow,
    parts: rule.parts.map((part) => {
      const data = signalData(part.signal, context);
      const known = data.kind === 'usable' ? data.points : [];
      const at = lookupIn(known, context.policy.signals[part.signal]);
      const value = at(latest.atMs)?.value ?? part.idle;
      return { signal: part.signal, value, share: shareOf(part, value) };
    }),
    gate: rule.gate === null ? null : { ...rule.gate, ...gateOf(rule, context)(latest.atMs) },
    want,
  };
};

export const load = (rule: LoadRule, points: Points, context: Context): Answer => {
  const wishes = wishesOf(points, wishFor(rule, points, context));
  const wish = latestOf(wishes);
  const urgency = urgencyOf(wish, context.view.desired, rule.urgencyRatios);
  return {
    opinion: { kind: 'want', rule: rule.name, wishes, urgency, tolerant: false, surging: false },
    reasons: [scoreReason(rule, context, points, wish.want)],
  };
};
