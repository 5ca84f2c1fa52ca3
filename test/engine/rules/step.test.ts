import { describe, expect, it } from 'vitest';
import type { StepAdjustment, StepRule } from '#engine/policy.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import { contextOf, ruleDefaults, seriesOf, viewOf } from '../support.ts';

const ladder = (...rungs: StepRule['rungs']): StepRule => ({
  ...ruleDefaults,
  kind: 'step',
  name: 'step cpu',
  signal: 'cpu',
  rungs,
  evaluate: { breaching: 1, of: 1 },
});

const outOnly = ladder(
  { from: 70, to: 90, adjust: { kind: 'add', tasks: 1 } },
  { from: 90, to: null, adjust: { kind: 'percent', percent: 50 } },
);
const both = ladder(...outOnly.rungs, {
  from: null,
  to: 30,
  adjust: { kind: 'add', tasks: -2 },
});

const ask = (rule: StepRule, value: number, desired: number) =>
  answerOf(rule, contextOf({ readings: { cpu: seriesOf([value]) }, view: viewOf(desired) }))
    .opinion;

describe('step', () => {
  const rows = [
    [69.9, 10, 10],
    [70, 10, 11],
    [89.9, 10, 11],
    [90, 10, 15],
    [100, 1, 2],
    [30, 10, 10],
    [29.9, 10, 8],
    [0, 1, 0],
  ] as const;
  for (const [value, desired, want] of rows) {
    it(`${value} % at ${desired} tasks wants ${want}`, () => {
      expect(ask(both, value, desired)).toMatchObject({ kind: 'want', wishes: [{ want }] });
    });
  }

  it('abstains between the rungs when it can only scale out, so that others may scale in', () => {
    expect(ask(outOnly, 10, 10).kind).toBe('abstain');
  });

  const rounding: readonly (readonly [StepAdjustment, number, number])[] = [
    [{ kind: 'percent', percent: 19 }, 10, 11],
    [{ kind: 'percent', percent: 1 }, 10, 11],
    [{ kind: 'percent', percent: -1 }, 10, 9],
    [{ kind: 'percent', percent: -67 }, 10, 4],
    [{ kind: 'percent', percent: 50 }, 0, 1],
    [{ kind: 'exactly', tasks: 7 }, 3, 7],
    [{ kind: 'add', tasks: -9 }, 3, 0],
  ];
  for (const [adjust, desired, want] of rounding) {
    it(`${JSON.stringify(adjust)} of ${desired} is ${want}, rounded as step scaling does`, () => {
      const rule = ladder({ from: 0, to: null, adjust });
      expect(ask(rule, 50, desired)).toMatchObject({ wishes: [{ want }] });
    });
  }
});

describe('a step that is evaluated as M of N', () => {
  const evaluated = (breaching: number, of: number, rule = both): StepRule => ({
    ...rule,
    evaluate: { breaching, of },
  });
  const wantOf = (rule: StepRule, values: readonly number[]): number | string => {
    const context = contextOf({ readings: { cpu: seriesOf(values) }, view: viewOf(10) });
    const { opinion } = answerOf(rule, context);
    return opinion.kind === 'want' ? latestOf(opinion.wishes).want : opinion.kind;
  };

  type Row = readonly [
    name: string,
    rule: StepRule,
    values: readonly number[],
    want: number | string,
  ];
  const rows: readonly Row[] = [
    ['three of three', evaluated(3, 3), [75, 75, 75], 11],
    ['two of three are not enough', evaluated(3, 3), [50, 75, 75], 10],
    ['two points are not enough for three', evaluated(3, 3), [75, 75], 10],
    ['older points do not count', evaluated(2, 3), [75, 50, 50, 75], 10],
    ['any two of the last three', evaluated(2, 3), [75, 50, 75], 11],
    ['the newest value picks the rung', evaluated(3, 3), [75, 75, 95], 15],
    ['the newest value has to breach itself', evaluated(2, 3), [75, 75, 50], 10],
    ['the other side does not count', evaluated(2, 3), [10, 10, 75], 10],
    ['the way in is counted alike', evaluated(2, 3), [10, 50, 10], 8],
    ['an out-only ladder that is not sure yet holds', evaluated(3, 3, outOnly), [50, 50, 75], 10],
  ];
  for (const [name, rule, values, want] of rows) {
    it(`${name}: ${values.join(' ')}`, () => expect(wantOf(rule, values)).toBe(want));
  }
});
