import { describe } from 'vitest';
import type { Policy, Rule } from '#engine/policy.ts';
import { cpuTrack, ruleDefaults, seriesOf } from '../support.ts';
import { check } from './hpa.ts';

describe('pods without metrics, and pods that are not ready', () => {
  check([
    // Down: 8 × 20 + 2 × 50 = 260 of 10 × 50 = 500; 0.52 × 10 = 5.2
    {
      name: 'missing counts as 100 % of target on the way down',
      current: 10,
      cpu: 20,
      measured: 8,
      to: 6,
    },
    // Down: 9 × 40 + 1 × 50 = 410 of 500; 0.82 × 10 = 8.2
    { name: 'one missing keeps a little more', current: 10, cpu: 40, measured: 9, to: 9 },
    // Up: 8 × 80 + 2 × 0 = 640 of 500; 1.28 × 10 = 12.8
    { name: 'missing counts as 0 % on the way up', current: 10, cpu: 80, measured: 8, to: 13 },
    // 60 ÷ 50 = 1.2 is up; 6 × 60 + 4 × 0 = 360 of 500 = 0.72 would be down: the direction flips
    { name: 'no action where that flips the direction', current: 10, cpu: 60, measured: 6, to: 10 },
    // Up: 9 × 58 + 0 = 522 of 500; 1.044 is within 0.1
    {
      name: 'no action where that falls within the tolerance',
      current: 10,
      cpu: 58,
      measured: 9,
      to: 10,
    },
    // Up: 6 ready × 90 = 540 of 10 × 50 = 500; 1.08 is within 0.1
    { name: 'not yet ready counts as 0 % on the way up', current: 10, running: 6, cpu: 90, to: 10 },
    // Up: 6 × 100 = 600 of 500; 1.2 × 10
    {
      name: 'what is starting already is not asked for twice',
      current: 10,
      running: 6,
      cpu: 100,
      to: 12,
    },
  ]);
});

const memoryTrack: Rule = {
  ...ruleDefaults,
  kind: 'track',
  name: 'track memory',
  signal: 'memory',
  target: 80,
  saturation: null,
  trend: null,
  steady: false,
};

const both: Partial<Policy> = { rules: [{ ...cpuTrack, saturation: null }, memoryTrack] };

const memory = (value: number) => ({
  memory: seriesOf(
    Array.from({ length: 10 }, () => value),
    10,
  ),
});

describe('several metrics', () => {
  check([
    // cpu: 10 × 60 ÷ 50 = 12; memory: 10 × 120 ÷ 80 = 15
    { name: 'the largest wins', current: 10, cpu: 60, others: memory(120), policy: both, to: 15 },
    // cpu: 10 × 25 ÷ 50 = 5; memory: 10 × 64 ÷ 80 = 8
    {
      name: 'the largest wins on the way down',
      current: 10,
      cpu: 25,
      others: memory(64),
      policy: both,
      to: 8,
    },
    // cpu: 5; memory unknown: scale-down is skipped
    {
      name: 'one that fails stops scale-down',
      current: 10,
      cpu: 25,
      others: { memory: { kind: 'failed', cause: 'no metrics' } },
      policy: both,
      to: 10,
    },
    // cpu: 10 × 75 ÷ 50 = 15; memory unknown: scale-up goes on
    {
      name: 'one that fails does not stop scale-up',
      current: 10,
      cpu: 75,
      others: { memory: { kind: 'failed', cause: 'no metrics' } },
      policy: both,
      to: 15,
    },
  ]);
});
