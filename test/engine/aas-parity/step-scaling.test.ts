import { describe } from 'vitest';
import type { Policy, StepAdjustment, StepRule } from '#engine/policy.ts';
import { bare, ruleDefaults } from '../support.ts';
import { check } from './aas.ts';

const alarm = (
  steps: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly adjust: StepAdjustment;
  }[],
  evaluate = { breaching: 1, of: 1 },
): Partial<Policy> => {
  const rule: StepRule = {
    ...ruleDefaults,
    missing: { out: { kind: 'ignore' }, in: { kind: 'ignore' } },
    kind: 'step',
    name: 'step cpu',
    signal: 'cpu',
    rungs: steps,
    evaluate,
  };
  return { ...bare, rules: [rule] };
};

const add = (count: number): StepAdjustment => ({ kind: 'add', tasks: count });
const byPercent = (percent: number): StepAdjustment => ({ kind: 'percent', percent });
const exactly = (count: number): StepAdjustment => ({ kind: 'exactly', tasks: count });

/** An alarm at 70: bounds 0 to 10 add 10 %, 10 to 20 add 20 %, from 20 on 30 %, as intervals of the metric. */
const ladder = alarm([
  { from: 70, to: 80, adjust: byPercent(10) },
  { from: 80, to: 90, adjust: byPercent(20) },
  { from: 90, to: null, adjust: byPercent(30) },
]);

describe('step scaling', () => {
  check([
    // 20 + 10 % = 22
    {
      name: 'the lower bound of a step is inclusive',
      current: 20,
      cpu: 70,
      policy: ladder,
      to: 22,
    },
    // 20 + 20 % = 24
    { name: 'its upper bound is exclusive', current: 20, cpu: 80, policy: ladder, to: 24 },
    // 20 + 30 % = 26
    { name: 'the last step is open', current: 20, cpu: 99, policy: ladder, to: 26 },
    { name: 'nothing below the alarm', current: 20, cpu: 69.9, policy: ladder, to: 20 },
    // 5 × 10 % = 0.5: a change of less than one is one
    {
      name: 'PercentChangeInCapacity of less than one task is one',
      current: 5,
      cpu: 70,
      policy: ladder,
      to: 6,
    },
    // 9 × 20 % = 1.8, towards zero
    {
      name: 'PercentChangeInCapacity rounds towards zero',
      current: 9,
      cpu: 80,
      policy: ladder,
      to: 10,
    },
    {
      name: 'ChangeInCapacity',
      current: 5,
      cpu: 75,
      policy: alarm([{ from: 70, to: null, adjust: add(3) }]),
      to: 8,
    },
    {
      name: 'ChangeInCapacity on the way in',
      current: 5,
      cpu: 20,
      policy: alarm([{ from: 0, to: 30, adjust: add(-2) }]),
      to: 3,
    },
    {
      name: 'ExactCapacity',
      current: 5,
      cpu: 75,
      policy: alarm([{ from: 70, to: null, adjust: exactly(12) }]),
      to: 12,
    },
    // 10 − 25 % = 7.5: −2.5 towards zero is −2
    {
      name: 'PercentChangeInCapacity on the way in',
      current: 10,
      cpu: 20,
      policy: alarm([{ from: 0, to: 30, adjust: byPercent(-25) }]),
      to: 8,
    },
    {
      name: 'datapointsToAlarm of evaluationPeriods',
      current: 5,
      cpu: [75, 50, 75],
      policy: alarm([{ from: 70, to: null, adjust: add(3) }], { breaching: 2, of: 3 }),
      to: 8,
    },
    {
      name: 'and fewer than that',
      current: 5,
      cpu: [50, 50, 75],
      policy: alarm([{ from: 70, to: null, adjust: add(3) }], { breaching: 2, of: 3 }),
      to: 5,
    },
  ]);
});
