import { describe, expect, it } from 'vitest';
import type { Opinion } from '#engine/model.ts';
import { tolerate } from '#engine/tolerance.ts';
import { contextOf, policyOf, proposalOf, startMs, viewOf } from './support.ts';

const opinionOf = (exact: number, tolerant = true): Opinion => ({
  kind: 'want',
  rule: 'track cpu',
  wishes: [{ atMs: startMs, want: Math.ceil(exact), exact }],
  urgency: 'low',
  tolerant,
  surging: false,
});

const tolerated = (exact: number, desired = 10, tolerant = true) => {
  const policy = policyOf({ toleranceRatio: { out: 0.1, in: 0.2 } });
  const context = contextOf({ policy, view: viewOf(desired) });
  return tolerate(proposalOf(desired, { opinions: [opinionOf(exact, tolerant)] }), context);
};

const wantOf = (...given: Parameters<typeof tolerated>): number | null => {
  const [opinion] = tolerated(...given).opinions;
  return opinion?.kind === 'want' ? opinion.wishes[0].want : null;
};

describe('the dead band, 10 % out and 20 % in, around 10 tasks', () => {
  const rows: readonly (readonly [exact: number, want: number])[] = [
    [10, 10],
    [11, 10],
    [11.01, 12],
    [8, 10],
    [7.99, 8],
    [0, 0],
  ];
  for (const [exact, want] of rows) {
    it(`demand for ${exact} wants ${want}`, () => expect(wantOf(exact)).toBe(want));
  }

  it('has no room at zero tasks', () => expect(wantOf(0.01, 0)).toBe(1));

  it('is not for rules without one', () => expect(wantOf(10.5, 10, false)).toBe(11));

  it('says that demand is within it, and what both are', () => {
    expect(tolerated(10.5).reasons).toEqual([
      { kind: 'within-tolerance', rule: 'track cpu', ratio: 1.05, toleranceRatio: 0.1 },
    ]);
    expect(tolerated(10).reasons).toEqual([]);
    expect(tolerated(12).reasons).toEqual([]);
    expect(tolerated(10.5, 10, false).reasons).toEqual([]);
  });

  it('leaves the demand itself as it was', () => {
    expect(tolerated(10.5).opinions).toMatchObject([{ wishes: [{ want: 10, exact: 10.5 }] }]);
  });
});
