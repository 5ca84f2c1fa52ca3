import { describe, expect, it } from 'vitest';
import { combine } from '#engine/combine.ts';
import type { Opinion } from '#engine/model.ts';
import type { Urgency } from '#engine/policy.ts';
import { contextOf, minuteMs, proposalOf, startMs, viewOf } from './support.ts';

const want = (rule: string, count: number, urgency: Urgency = 'low'): Opinion => ({
  kind: 'want',
  rule,
  wishes: [
    { atMs: startMs - minuteMs, want: 6, exact: 6 },
    { atMs: startMs, want: count, exact: count },
  ],
  urgency,
  tolerant: true,
  surging: false,
});

const floor = (rule: string, count: number): Opinion => ({
  kind: 'floor',
  rule,
  wishes: [{ atMs: startMs, want: count, exact: count }],
  urgency: 'low',
});
const hold = (rule: string): Opinion => ({ kind: 'hold', rule });
const abstain = (rule: string): Opinion => ({ kind: 'abstain', rule });

const combined = (...opinions: readonly Opinion[]) =>
  combine(proposalOf(6, { opinions, wishes: [] }), contextOf({ view: viewOf(6) }));

describe('combining what the rules say about a count of 6', () => {
  const rows: readonly (readonly [name: string, opinions: readonly Opinion[], desired: number])[] =
    [
      ['any rule may scale out', [want('a', 9), want('b', 2)], 9],
      ['the largest wins', [want('a', 9), want('b', 12)], 12],
      ['scale-in needs all to agree', [want('a', 2), want('b', 6)], 6],
      ['all agree', [want('a', 2), want('b', 4)], 4],
      ['out beats hold', [want('a', 9), hold('b')], 9],
      ['hold beats in', [want('a', 2), hold('b')], 6],
      ['an abstention stops nobody', [want('a', 2), abstain('b')], 2],
      ['nobody has an opinion', [abstain('a'), abstain('b')], 6],
      ['everybody holds', [hold('a'), hold('b')], 6],
      ['a floor raises the count by itself', [floor('a', 9)], 9],
      ['a floor by itself takes nothing away', [floor('a', 2)], 6],
      ['a floor is one wish among the others', [want('a', 2), floor('b', 4)], 4],
      ['a floor below the others changes nothing', [want('a', 4), floor('b', 2)], 4],
      ['a floor does not unlock what is held', [hold('a'), floor('b', 2)], 6],
    ];
  for (const [name, opinions, desired] of rows) {
    it(name, () => {
      expect(combined(...opinions).desired).toBe(desired);
      expect(combined(...opinions.toReversed()).desired).toBe(desired);
    });
  }

  it('says who led and who was outvoted', () => {
    expect(combined(want('a', 9), want('b', 2), want('c', 3)).reasons).toEqual([
      { kind: 'combined', rule: 'a', want: 9, outvoted: ['b', 'c'] },
    ]);
    expect(combined(want('a', 9)).reasons).toEqual([]);
  });

  it('says who is without data, where that stopped a scale-in', () => {
    expect(combined(want('a', 2), hold('b'), hold('c')).reasons).toEqual([
      { kind: 'vetoed', rules: ['b', 'c'], want: 2 },
    ]);
    expect(combined(want('a', 9), hold('b')).reasons).toEqual([]);
    expect(combined(abstain('a')).reasons).toEqual([{ kind: 'no-opinion' }]);
  });

  it('lifts the whole window while a rule is without data', () => {
    expect(combined(want('a', 2), hold('b')).wishes.map((wish) => wish.want)).toEqual([6, 6]);
  });

  it('is as urgent as the most urgent rule that wants more', () => {
    expect(combined(want('a', 9, 'medium'), want('b', 8, 'high')).urgency).toBe('high');
    expect(combined(want('a', 9, 'medium'), want('b', 2, 'high')).urgency).toBe('medium');
    expect(combined(want('a', 2, 'high')).urgency).toBe('low');
  });
});
