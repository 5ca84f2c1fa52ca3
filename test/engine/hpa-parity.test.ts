/**
 * A Kubernetes HPA (autoscaling/v2) moved over, number by number. Every expectation is worked out by hand from the
 * documented algorithm, `ceil(current × value ÷ target)` and what surrounds it; see docs/decisions/010.
 */
import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import type { Reading } from '#engine/model.ts';
import type { Limits, Policy, Rule } from '#engine/policy.ts';
import type { Action } from '#engine/state.ts';
import {
  bare,
  cpuTrack,
  minuteMs,
  policyOf,
  ruleDefaults,
  seriesOf,
  startMs,
  stateOf,
  viewOf,
} from './support.ts';

const tasks = (amount: number, perSeconds: number) =>
  ({ kind: 'tasks', amount, perSeconds }) as const;
const percent = (amount: number, perSeconds: number) =>
  ({ kind: 'percent', amount, perSeconds }) as const;

const max = (...policies: Limits['policies']): Limits => ({ select: 'max', policies });
const min = (...policies: Limits['policies']): Limits => ({ select: 'min', policies });
const disabled: Limits = { select: 'disabled', policies: [] };

/** An HPA's defaults; it has no cooldowns. */
const hpa: Partial<Policy> = {
  ...bare,
  max: 1000,
  rules: [{ ...cpuTrack, saturation: null }],
  toleranceRatio: { out: 0.1, in: 0.1 },
  stabilizeSeconds: { out: 0, in: 300 },
  limits: { out: max(percent(100, 15), tasks(4, 15)), in: max(percent(100, 15)) },
};

type Row = {
  readonly name: string;
  /** `spec.replicas`. */
  readonly current: number;
  /** Percent of the request by minute, the newest last; the target is 50. One value stands for the whole window. */
  readonly cpu: number | readonly number[];
  /** Pods with metrics; all of them unless stated. */
  readonly measured?: number;
  readonly running?: number;
  readonly policy?: Partial<Policy>;
  readonly recent?: readonly Action[];
  readonly others?: Readonly<Record<string, Reading>>;
  readonly to: number;
};

const windowMinutes = 10;

const cpuSeries = ({ cpu, measured, running, current }: Row): Reading => {
  const values = typeof cpu === 'number' ? Array.from({ length: windowMinutes }, () => cpu) : cpu;
  return seriesOf(values, measured ?? running ?? current);
};

const moved = (row: Row): number => {
  const { current, running = current, policy = {}, recent = [], others = {} } = row;
  return decide({
    policy: policyOf({ ...hpa, ...policy }),
    observation: {
      view: viewOf(current, { running, pending: current - running }),
      readings: { cpu: cpuSeries(row), ...others },
    },
    state: stateOf({ knownDesired: current, recent }),
    overrides: [],
    windows: [],
    nowMs: startMs,
  }).decision.to;
};

const check = (rows: readonly Row[]) => {
  for (const row of rows) it(row.name, () => expect(moved(row)).toBe(row.to));
};

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

describe('an external metric with averageValue', () => {
  const waiting: Rule = {
    ...ruleDefaults,
    kind: 'track',
    name: 'track requests',
    signal: 'requests',
    target: 50,
    saturation: null,
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

describe('the default behavior', () => {
  check([
    // 1 × 500 ÷ 50 = 10; at most max(1 + 100 %, 1 + 4) = 5
    { name: 'small counts grow by four pods', current: 1, cpu: 500, to: 5 },
    // 10 × 500 ÷ 50 = 100; at most max(10 + 100 %, 10 + 4) = 20
    { name: 'large counts double', current: 10, cpu: 500, to: 20 },
    // 4 × 500 ÷ 50 = 40; max(8, 8)
    { name: 'at four pods both are the same', current: 4, cpu: 500, to: 8 },
    // 100 × 5 ÷ 50 = 10; 100 % may go at once
    { name: 'everything may go at once on the way down', current: 100, cpu: 5, to: 10 },
  ]);
});

describe('the stabilisation windows', () => {
  check([
    // recommendations of the last 300 s: 8, 6, 5, 5, 5, 5 of 10, the one exactly 300 s ago included; the highest is 8
    {
      name: 'down: the highest recommendation of 300 s',
      current: 10,
      cpu: [50, 40, 30, 25, 25, 25, 25],
      to: 8,
    },
    // the 8 is over: 6, 5, 5, 5, 5, 5
    {
      name: 'down: older ones are over',
      current: 10,
      cpu: [50, 40, 30, 25, 25, 25, 25, 25],
      to: 6,
    },
    // one busy minute in the middle: 10 × 50 ÷ 50 = 10
    { name: 'down: one busy minute holds', current: 10, cpu: [25, 25, 50, 25, 25, 25], to: 10 },
    // scaleUp.stabilizationWindowSeconds 60: 12, 16 of 10; the lowest is 12
    {
      name: 'up: the lowest recommendation of the window',
      current: 10,
      cpu: [50, 60, 80],
      policy: { stabilizeSeconds: { out: 60, in: 300 } },
      to: 12,
    },
    // scaleUp: 0 s
    { name: 'up: at once by default', current: 10, cpu: [50, 50, 80], to: 16 },
    // scaleDown.stabilizationWindowSeconds 0: 10 × 25 ÷ 50
    {
      name: 'down: at once where it is 0',
      current: 10,
      cpu: [50, 50, 25],
      policy: { stabilizeSeconds: { out: 0, in: 0 } },
      to: 5,
    },
  ]);
});

const changed = (secondsAgo: number, from: number, to: number): Action => ({
  atMs: startMs - secondsAgo * 1000,
  from,
  to,
  urgency: 'low',
});

const downBy = (limits: Limits): Partial<Policy> => ({
  limits: { out: max(), in: limits },
});
const upBy = (limits: Limits): Partial<Policy> => ({ limits: { out: limits, in: max() } });

describe('scaling policies', () => {
  check([
    // 80 pods, wanted 80 × 5 ÷ 50 = 8: 10 % of 80 is 8
    {
      name: 'down by 10 % a minute: 80 to 72',
      current: 80,
      cpu: 5,
      policy: downBy(max(percent(10, 60))),
      to: 72,
    },
    // 10 % of 72 is 7.2, rounded up to 8
    {
      name: 'down by 10 % a minute: 72 to 64',
      current: 72,
      cpu: 5,
      policy: downBy(max(percent(10, 60))),
      to: 64,
    },
    // max(4 pods, 10 % of 72 = 8)
    {
      name: 'selectPolicy Max takes the larger change',
      current: 72,
      cpu: 5,
      policy: downBy(max(tasks(4, 60), percent(10, 60))),
      to: 64,
    },
    // max(4 pods, 10 % of 30 = 3)
    {
      name: 'selectPolicy Max below 40 pods',
      current: 30,
      cpu: 5,
      policy: downBy(max(tasks(4, 60), percent(10, 60))),
      to: 26,
    },
    // min(4 pods, 10 % of 72 = 8)
    {
      name: 'selectPolicy Min takes the smaller change',
      current: 72,
      cpu: 5,
      policy: downBy(min(tasks(4, 60), percent(10, 60))),
      to: 68,
    },
    {
      name: 'selectPolicy Disabled on the way down',
      current: 72,
      cpu: 5,
      policy: downBy(disabled),
      to: 72,
    },
    {
      name: 'selectPolicy Disabled on the way up',
      current: 10,
      cpu: 100,
      policy: upBy(disabled),
      to: 10,
    },
    {
      name: 'Disabled leaves the other way open',
      current: 10,
      cpu: 100,
      policy: downBy(disabled),
      to: 20,
    },
    // 10 × 100 ÷ 50 = 20; 10 + 25 % = 12.5, rounded up
    {
      name: 'up by 25 %, rounded up',
      current: 10,
      cpu: 100,
      policy: upBy(max(percent(25, 60))),
      to: 13,
    },
    // 13 now, 10 a period ago: 10 + 4 = 14
    {
      name: 'what was added in the period counts',
      current: 13,
      cpu: 100,
      policy: upBy(max(tasks(4, 60))),
      recent: [changed(30, 10, 13)],
      to: 14,
    },
    // the period is over
    {
      name: 'and no longer than the period',
      current: 13,
      cpu: 100,
      policy: upBy(max(tasks(4, 60))),
      recent: [changed(60, 10, 13)],
      to: 17,
    },
    // 72 now, 80 a period ago: 80 − 10 % = 72
    {
      name: 'what was removed in the period counts',
      current: 72,
      cpu: 5,
      policy: downBy(max(percent(10, 60))),
      recent: [changed(30, 80, 72)],
      to: 72,
    },
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

describe('where Flyball differs on purpose', () => {
  const rolling = (cpu: number) =>
    decide({
      policy: policyOf(hpa),
      observation: {
        view: viewOf(10, { rollout: 'in-progress' }),
        readings: {
          cpu: seriesOf(
            Array.from({ length: 10 }, () => cpu),
            10,
          ),
        },
      },
      state: stateOf({ knownDesired: 10 }),
      overrides: [],
      windows: [],
      nowMs: startMs,
    }).decision.to;

  it('holds scale-in during a rollout, where an HPA goes on', () => {
    expect([rolling(25), rolling(75)]).toEqual([10, 15]);
  });

  it('does not scale in before it has watched a whole window, where an HPA knows nothing of its past', () => {
    const state = stateOf({ knownDesired: 10, firstSeenMs: startMs - 4 * minuteMs });
    const observation = {
      view: viewOf(10),
      readings: {
        cpu: seriesOf(
          Array.from({ length: 10 }, () => 25),
          10,
        ),
      },
    };
    const given = {
      policy: policyOf(hpa),
      observation,
      overrides: [],
      windows: [],
      nowMs: startMs,
    };
    expect(decide({ ...given, state }).decision.to).toBe(10);
  });
});
