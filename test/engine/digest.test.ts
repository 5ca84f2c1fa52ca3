import { describe, expect, it } from 'vitest';
import { digestOf } from '#engine/digest.ts';
import type { Decision } from '#engine/model.ts';
import type { Reason } from '#engine/reason.ts';
import { serviceId, startMs } from './support.ts';

const decision = (changes: Partial<Decision> = {}): Decision => ({
  service: serviceId,
  atMs: startMs,
  from: 4,
  to: 4,
  asked: 4,
  urgency: 'low',
  reasons: [],
  challenger: null,
  ...changes,
});

const vetoed: Reason = { kind: 'vetoed', rules: ['a'], want: 2 };
const noData = (treatment: 'hold' | 'last'): Reason => ({
  kind: 'no-data',
  rule: 'a',
  signal: 'cpu',
  why: 'stale',
  detail: 'newest point is 300 s old',
  treatment,
  want: null,
});
const bounded = (bound: 'min' | 'max'): Reason => ({
  kind: 'bounded',
  bound,
  limit: 4,
  asked: 9,
  source: 'policy',
});

describe('what makes a decision news', () => {
  const rows: readonly (readonly [name: string, changes: Partial<Decision>, digest: string])[] = [
    ['nothing', {}, 'hold'],
    ['a change of the count', { from: 4, to: 9 }, '4>9'],
    ['a reason for leaving it', { reasons: [vetoed] }, 'hold, vetoed'],
    ['the same reason only once', { reasons: [vetoed, vetoed] }, 'hold, vetoed'],
    ['which bound', { reasons: [bounded('max')] }, 'hold, bounded max'],
    [
      'which signal is missing, and what is made of it',
      { reasons: [noData('hold')] },
      'hold, no-data a stale hold',
    ],
    [
      'a challenger with another mind',
      { challenger: { to: 7, asked: 7, reasons: [] } },
      'hold, challenger 7',
    ],
    [
      'not what the dead band does on a quiet day',
      { reasons: [{ kind: 'within-tolerance', rule: 'a', ratio: 1, toleranceRatio: 0.1 }] },
      'hold',
    ],
    [
      'not which rule leads',
      { reasons: [{ kind: 'combined', rule: 'a', want: 4, outvoted: ['b'] }] },
      'hold',
    ],
  ];
  for (const [name, changes, digest] of rows) {
    it(name, () => expect(digestOf(decision(changes))).toBe(digest));
  }

  it('a guard by its name', () => {
    const guarded = (guard: 'rollout' | 'surge'): Reason => ({
      kind: 'guarded',
      guard,
      asked: 2,
      untilMs: null,
      running: 4,
      pending: 0,
      desired: 4,
    });
    expect(digestOf(decision({ reasons: [guarded('rollout'), guarded('surge')] }))).toBe(
      'hold, guarded rollout, guarded surge',
    );
  });
});
