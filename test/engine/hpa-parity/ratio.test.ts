import { describe } from 'vitest';
import type { Rule } from '#engine/policy.ts';
import { ruleDefaults, seriesOf } from '../support.ts';
import { check } from './hpa.ts';

describe('the ratio', () => {
  check([
    // 4 × 100 ÷ 50 = 8
    { name: 'twice the target is twice the pods', current: 4, cpu: 100, to: 8 },
    // 3 × 90 ÷ 50 = 5.4
    { name: 'rounds up', current: 3, cpu: 90, to: 6 },
    // 8 × 25 ÷ 50 = 4
    { name: 'half the target is half the pods', current: 8, cpu: 25, to: 4 },
    // 7 × 20 ÷ 50 = 2.8
    { name: 'rounds up on the way down too', current: 7, cpu: 20, to: 3 },
    // 5 × 0 ÷ 50 = 0, and minReplicas is 1
    { name: 'no load at all leaves minReplicas', current: 5, cpu: 0, to: 1 },
  ]);
});

describe('the tolerance', () => {
  check([
    // 54 ÷ 50 = 1.08
    { name: '1.08 is within 0.1', current: 10, cpu: 54, to: 10 },
    // 55 ÷ 50 = 1.1: skipped at 0.1 exactly
    { name: '1.1 is still within', current: 10, cpu: 55, to: 10 },
    // 56 ÷ 50 = 1.12; 10 × 1.12 = 11.2
    { name: '1.12 is not', current: 10, cpu: 56, to: 12 },
    // 45 ÷ 50 = 0.9
    { name: '0.9 is still within', current: 10, cpu: 45, to: 10 },
    // 44 ÷ 50 = 0.88; 10 × 0.88 = 8.8
    { name: '0.88 is not', current: 10, cpu: 44, to: 9 },
    // behavior.scaleUp.tolerance 0; 10 × 50.5 ÷ 50 = 10.1
    {
      name: 'per direction: none on the way up',
      current: 10,
      cpu: 50.5,
      policy: { toleranceRatio: { out: 0, in: 0.1 } },
      to: 11,
    },
    // behavior.scaleDown.tolerance 0.3; 40 ÷ 50 = 0.8
    {
      name: 'per direction: more on the way down',
      current: 10,
      cpu: 40,
      policy: { toleranceRatio: { out: 0, in: 0.3 } },
      to: 10,
    },
  ]);
});

describe('an external metric with averageValue', () => {
  const waiting: Rule = {
    ...ruleDefaults,
    kind: 'track',
    name: 'track requests',
    signal: 'requests',
    target: 50,
    saturation: null,
    trend: null,
    steady: false,
  };
  const total = (value: number) => ({
    requests: seriesOf(Array.from({ length: 10 }, () => value)),
  });
  const policy = { rules: [waiting] };
  check([
    // 322 ÷ 50 = 6.44
    {
      name: 'is the total over the target',
      current: 4,
      cpu: 50,
      others: total(322),
      policy,
      to: 7,
    },
    // usage per pod: 220 ÷ 4 = 55; 55 ÷ 50 = 1.1 is within the tolerance
    { name: 'has the same tolerance', current: 4, cpu: 50, others: total(220), policy, to: 4 },
    // 221 ÷ 4 ÷ 50 = 1.105; 221 ÷ 50 = 4.42
    { name: 'and no more than that', current: 4, cpu: 50, others: total(221), policy, to: 5 },
  ]);
});

describe('the bounds', () => {
  check([
    // 10 × 100 ÷ 50 = 20
    { name: 'maxReplicas', current: 10, cpu: 100, policy: { max: 15 }, to: 15 },
    // 10 × 5 ÷ 50 = 1
    { name: 'minReplicas', current: 10, cpu: 5, policy: { min: 3 }, to: 3 },
  ]);
});
