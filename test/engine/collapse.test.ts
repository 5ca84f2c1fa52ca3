import { describe, expect, it } from 'vitest';
import { collapseHoldUntil } from '#engine/collapse.ts';
import type { Opinion } from '#engine/model.ts';
import type { AssureRule } from '#engine/policy.ts';
import { contextOf, minuteMs, policyOf, ruleDefaults, startMs } from './support.ts';

const policy = policyOf({ collapse: { toRatio: 0.4, withinSeconds: 300, holdSeconds: 600 } });

/** Demand in tasks, one a minute, the newest now. */
const demand = (exacts: readonly number[], tolerant = true): Opinion => {
  const [first, ...rest] = exacts.map((exact, index) => ({
    atMs: startMs - (exacts.length - 1 - index) * minuteMs,
    want: Math.ceil(exact),
    exact,
  }));
  if (first === undefined) throw new Error('an opinion has a wish');
  return {
    kind: 'want',
    rule: 'r',
    wishes: [first, ...rest],
    urgency: 'low',
    tolerant,
    surging: false,
  };
};

const heldFor = (opinions: readonly Opinion[], of = policy): number | null => {
  const untilMs = collapseHoldUntil(opinions, contextOf({ policy: of }));
  return untilMs === null ? null : (untilMs - startMs) / 1000;
};

describe('a collapse of demand', () => {
  const usual = Array.from({ length: 10 }, () => 10);

  const rows: readonly (readonly [
    name: string,
    exacts: readonly number[],
    seconds: number | null,
  ])[] = [
    ['falls below 40 % of what it was', [10, 10, 3.9], 600],
    ['40 % exactly is none', [10, 10, 4], null],
    ['a slow fall is none', [10, 9, 8, 7, 6, 5, 4.5, 4, 3.9], null],
    ['of one task or two it is noise', [1.9, 0], null],
    ['of two tasks it counts', [2, 0], 600],
    ['is held from its latest moment on', [...usual, 3, 3, 3], 600],
    ['is held no longer than that', [...usual, ...Array.from({ length: 9 }, () => 3)], 360],
    ['a crowd that goes again is none', [3, 3, 3, 3, 3, 3, 10, 10, 10, 3], null],
    ['a crowd that goes, and more with it, is one', [3, 3, 3, 3, 3, 3, 10, 10, 10, 1], 600],
    ['is over after its time', [10, ...Array.from({ length: 15 }, () => 3)], null],
    ['demand that came back is none', [10, 10, 10, 9], null],
    ['demand that came back was one all the same', [10, 1, 9], 540],
  ];
  for (const [name, exacts, seconds] of rows) {
    it(`${name}: ${exacts.join(' ')}`, () => expect(heldFor([demand(exacts)])).toBe(seconds));
  }

  it('a queue that was worked off is simply empty', () => {
    expect(heldFor([demand([10, 0], false)])).toBeNull();
  });

  it('demand whose risk is assured counts, although it has no dead band', () => {
    const assured: AssureRule = {
      ...ruleDefaults,
      kind: 'assure',
      name: 'r',
      signal: 'cpu',
      limit: 90,
      riskRatio: 0.005,
      leadSeconds: 150,
      unlearntFactor: 1.5,
      saturation: null,
    };
    const opinions = [demand([10, 0], false)];
    expect(heldFor(opinions, { ...policy, rules: [assured] })).toBe(600);
  });

  it('of several rules the latest collapse counts', () => {
    expect(heldFor([demand([10, 1, 1, 1, 1, 1, 1, 1]), demand([10, 1])])).toBe(600);
  });

  it('rules without an opinion have none', () => {
    expect(
      heldFor([
        { kind: 'hold', rule: 'r' },
        { kind: 'abstain', rule: 's' },
      ]),
    ).toBeNull();
  });

  it('is not looked for where the guard is off', () => {
    expect(heldFor([demand([10, 0])], policyOf({ collapse: null }))).toBeNull();
  });
});
