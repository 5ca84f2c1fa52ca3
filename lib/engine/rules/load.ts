/**
 * `load`: a weighted score of several signals. Out by a fixed step while the score is high and the gate signal
 * confirms that users notice; in by a fixed step after the score was low for long enough.
 */
import type { Context, Point, Wish } from '../model.ts';
import type { LoadRule } from '../policy.ts';
import type { Reason } from '../reason.ts';
import { urgencyOf } from '../urgency.ts';
import { type Answer, latestOf, type Points, wishesOf } from './answer.ts';
import { signalData } from './data.ts';
import { shareOf } from './load-score.ts';

/** Points are a minute apart, so a stretch of five minutes shows only four between its ends. */
const graceMs = 60_000;

/** A gate without data stays shut: it is there to confirm, and nothing was confirmed. */
const gateAt = (rule: LoadRule, context: Context, atMs: number): number | null => {
  if (rule.gate === null) return null;
  const data = signalData(rule.gate.signal, context);
  if (data.kind === 'missing') return Number.NEGATIVE_INFINITY;
  return data.points.findLast((point) => point.atMs <= atMs)?.value ?? Number.NEGATIVE_INFINITY;
};

const isOpen = (rule: LoadRule, gate: number | null): boolean =>
  rule.gate === null || gate === null || gate > rule.gate.above;

const wasLowLongEnough = (rule: LoadRule, points: Points, last: number): boolean => {
  const end = points[last];
  const start = points[0];
  if (end === undefined) return false;
  const sinceMs = end.atMs - rule.inAfterSeconds * 1000;
  const stretch = points.slice(0, last + 1).filter(({ atMs }) => atMs >= sinceMs);
  return start.atMs <= sinceMs + graceMs && stretch.every(({ value }) => value < rule.inBelow);
};

const wantAt = (rule: LoadRule, points: Points, index: number, context: Context): number => {
  const { desired } = context.view;
  const point = points[index];
  if (point === undefined) return desired;
  if (point.value > rule.outAbove) {
    return isOpen(rule, gateAt(rule, context, point.atMs)) ? desired + rule.add : desired;
  }
  return wasLowLongEnough(rule, points, index) ? Math.max(0, desired - rule.remove) : desired;
};

const scoreReason = (rule: LoadRule, context: Context, latest: Point, want: number): Reason => {
  const gate = gateAt(rule, context, latest.atMs);
  return {
    kind: 'score',
    rule: rule.name,
    score: latest.value,
    outAbove: rule.outAbove,
    inBelow: rule.inBelow,
    parts: rule.parts.map((part) => {
      const data = signalData(part.signal, context);
      const value = data.kind === 'usable' ? latestOf(data.points).value : part.idle;
      return { signal: part.signal, value, share: shareOf(part, value) };
    }),
    gate:
      rule.gate === null
        ? null
        : { ...rule.gate, value: Number.isFinite(gate) ? gate : null, open: isOpen(rule, gate) },
    want,
  };
};

export const load = (rule: LoadRule, points: Points, context: Context): Answer => {
  const wishes = wishesOf(points, ({ atMs }, index): Wish => {
    const want = wantAt(rule, points, index, context);
    return { atMs, want, exact: want };
  });
  const wish = latestOf(wishes);
  const urgency = urgencyOf(wish, context.view.desired, rule.urgencyRatios);
  return {
    opinion: {
      kind: 'want',
      rule: rule.name,
      wishes,
      urgency,
      tolerant: false,
      surging: false,
    },
    reasons: [scoreReason(rule, context, latestOf(points), wish.want)],
  };
};
