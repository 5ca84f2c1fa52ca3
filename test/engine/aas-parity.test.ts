/**
 * Application Auto Scaling moved over: target tracking, step scaling, scheduled actions and suspension, as they are
 * documented. Every expectation is worked out by hand; see docs/decisions/011.
 */
import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import type { Reading } from '#engine/model.ts';
import type { Override, OverrideOrder } from '#engine/override.ts';
import type { BoundsWindow, Policy, Rule, StepAdjustment, StepRule } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
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

const flat300 = { low: 300, medium: 300, high: 300 };

/**
 * Target tracking at 50 %: 300 s of cooldown both ways, in only below 90 % of the target, after 15 low minutes.
 * Fifteen points a minute apart lie 14 minutes from the first to the last.
 */
const targetTracking: Partial<Policy> = {
  rules: [{ ...cpuTrack, saturation: null }],
  toleranceRatio: { out: 0, in: 0.1 },
  stabilizeSeconds: { out: 0, in: 840 },
  cooldownSeconds: { out: flat300, in: flat300 },
};

type Row = {
  readonly name: string;
  readonly current: number;
  readonly cpu: number | readonly number[];
  readonly others?: Readonly<Record<string, Reading>>;
  readonly policy?: Partial<Policy>;
  readonly state?: Partial<ServiceState>;
  readonly view?: Parameters<typeof viewOf>[1];
  readonly overrides?: readonly Override[];
  readonly windows?: readonly BoundsWindow[];
  readonly to: number;
};

const steady = (value: number): readonly number[] => Array.from({ length: 20 }, () => value);

const moved = (row: Row): number => {
  const { current, cpu, others = {}, policy = {}, state = {}, view = {} } = row;
  const values = typeof cpu === 'number' ? steady(cpu) : cpu;
  return decide({
    policy: policyOf({ ...targetTracking, ...policy }),
    observation: {
      view: viewOf(current, view),
      readings: { cpu: seriesOf(values, view.running ?? current), ...others },
    },
    state: stateOf({ knownDesired: current, ...state }),
    overrides: row.overrides ?? [],
    windows: row.windows ?? [],
    nowMs: startMs,
  }).decision.to;
};

const check = (rows: readonly Row[]) => {
  for (const row of rows) it(row.name, () => expect(moved(row)).toBe(row.to));
};

const action = (secondsAgo: number, from: number, to: number) =>
  ({ atMs: startMs - secondsAgo * 1000, from, to, urgency: 'low' }) as const;

const requestsTrack: Rule = {
  ...ruleDefaults,
  kind: 'track',
  name: 'track requests',
  signal: 'requests',
  target: 100,
  saturation: null,
};

const two = { rules: [{ ...cpuTrack, saturation: null }, requestsTrack] };
const requests = (value: number) => ({ requests: seriesOf(steady(value)) });

describe('target tracking', () => {
  check([
    // 4 × 75 ÷ 50 = 6
    { name: 'is proportional', current: 4, cpu: 75, to: 6 },
    // 4 × 51 ÷ 50 = 4.08: never adds too little
    { name: 'rounds up on the way out', current: 4, cpu: 51, to: 5 },
    // 10 × 33 ÷ 50 = 6.6: never removes too much
    { name: 'rounds up on the way in', current: 10, cpu: 33, to: 7 },
    // 10 × 45 ÷ 50 = 9, and 45 is 10 % lower than 50: not more than that
    { name: 'scales in only when more than 10 % lower', current: 10, cpu: 45, to: 10 },
    // 10 × 44.9 ÷ 50 = 8.98
    { name: 'and does so then', current: 10, cpu: 44.9, to: 9 },
    // 2 × 30 ÷ 50 = 1.2: one task would run at 60 %, above the target
    {
      name: 'does not scale in where that would lift the metric above target',
      current: 2,
      cpu: 30,
      to: 2,
    },
    // 4 running × 75 ÷ 50 = 6, whatever is desired
    {
      name: 'starts from what runs, not from what is desired',
      current: 5,
      cpu: 75,
      view: { running: 4, pending: 1 },
      to: 6,
    },
    // below target, and no inverse metrics: never out
    { name: 'does not scale out below target', current: 4, cpu: 50, to: 4 },
  ]);
});

describe('several target tracking policies', () => {
  check([
    // cpu 4 × 40 ÷ 50 = 3.2; requests 700 ÷ 100 = 7
    {
      name: 'out if any wants out',
      current: 4,
      cpu: 40,
      others: requests(700),
      policy: two,
      to: 7,
    },
    // cpu 2; requests 390 ÷ 100 = 3.9, within 10 % of 4
    {
      name: 'in only if all want in',
      current: 4,
      cpu: 25,
      others: requests(390),
      policy: two,
      to: 4,
    },
    // cpu 2; requests 3
    {
      name: 'in to the larger of them',
      current: 4,
      cpu: 25,
      others: requests(300),
      policy: two,
      to: 3,
    },
  ]);
});

describe('missing data', () => {
  const absent: Reading = { kind: 'absent' };
  check([
    { name: 'moves nothing', current: 4, cpu: 25, others: { cpu: absent }, to: 4 },
    {
      name: 'of one policy stops scale-in by the others',
      current: 4,
      cpu: 25,
      others: { requests: absent },
      policy: two,
      to: 4,
    },
    {
      name: 'of one policy does not stop scale-out by the others',
      current: 4,
      cpu: 100,
      others: { requests: absent },
      policy: two,
      to: 8,
    },
  ]);
});

describe('evaluation periods', () => {
  const low = (minutes: number) => [...steady(50), ...Array.from({ length: minutes }, () => 25)];
  check([
    { name: '14 low minutes are not 15', current: 8, cpu: low(14), to: 8 },
    { name: '15 of 15 low minutes scale in', current: 8, cpu: low(15), to: 4 },
    // 3 of 3 above target, as the managed alarms have it: wishes 6, 8, 6 of 4
    {
      name: '3 of 3 high minutes scale out',
      current: 4,
      cpu: [50, 75, 100, 75],
      policy: { stabilizeSeconds: { out: 120, in: 840 } },
      to: 6,
    },
    {
      name: '2 of 3 do not',
      current: 4,
      cpu: [50, 50, 100, 75],
      policy: { stabilizeSeconds: { out: 120, in: 840 } },
      to: 4,
    },
    { name: 'and by default one is enough', current: 4, cpu: [50, 50, 50, 75], to: 6 },
  ]);
});

describe('cooldowns', () => {
  check([
    {
      name: 'scale-in waits 300 s for the last scale-in',
      current: 8,
      cpu: 25,
      state: { lastIn: action(299, 9, 8) },
      to: 8,
    },
    { name: 'and no longer', current: 8, cpu: 25, state: { lastIn: action(300, 9, 8) }, to: 4 },
    // wants 6 of 5, added 2 before: capacity already added counts
    {
      name: 'scale-out waits for the last scale-out',
      current: 5,
      cpu: 60,
      state: { lastOut: action(60, 3, 5) },
      to: 5,
    },
    // wants 10 of 5: +5 is more than +2
    {
      name: 'a larger scale-out breaks through',
      current: 5,
      cpu: 100,
      state: { lastOut: action(60, 3, 5) },
      to: 10,
    },
    // wants 10 of 5 a minute after 7 → 5: +5 is more than −2
    {
      name: 'a scale-in does not hold up a larger scale-out',
      current: 5,
      cpu: 100,
      state: { lastIn: action(60, 7, 5) },
      to: 10,
    },
  ]);
});

describe('deployments', () => {
  check([
    { name: 'turn scale-in off', current: 8, cpu: 25, view: { rollout: 'in-progress' }, to: 8 },
    { name: 'leave scale-out on', current: 8, cpu: 75, view: { rollout: 'in-progress' }, to: 12 },
  ]);
});

const order = (given: OverrideOrder): Override => ({
  order: given,
  scope: 'service',
  setAtMs: startMs - minuteMs,
  expiresAtMs: startMs + 60 * minuteMs,
  who: 'ada',
  why: 'a test',
});

describe('suspension', () => {
  const suspendIn = [order({ kind: 'pause-in' })];
  const suspendOut = [order({ kind: 'pause-out' })];
  check([
    { name: 'DynamicScalingInSuspended', current: 8, cpu: 25, overrides: suspendIn, to: 8 },
    {
      name: 'DynamicScalingInSuspended leaves scale-out on',
      current: 8,
      cpu: 75,
      overrides: suspendIn,
      to: 12,
    },
    { name: 'DynamicScalingOutSuspended', current: 8, cpu: 75, overrides: suspendOut, to: 8 },
    {
      name: 'DynamicScalingOutSuspended leaves scale-in on',
      current: 8,
      cpu: 25,
      overrides: suspendOut,
      to: 4,
    },
    // DisableScaleIn of a policy, for good
    {
      name: 'DisableScaleIn',
      current: 8,
      cpu: 25,
      policy: {
        limits: { out: { select: 'max', policies: [] }, in: { select: 'disabled', policies: [] } },
      },
      to: 8,
    },
  ]);
});

describe('scheduled actions', () => {
  const window = (min: number | null, max: number | null): readonly BoundsWindow[] => [
    { name: 'day', min, max, untilMs: startMs + minuteMs },
  ];
  check([
    {
      name: 'below a new minimum: out to it at once',
      current: 4,
      cpu: 50,
      windows: window(10, null),
      to: 10,
    },
    {
      name: 'above a new maximum: in to it at once',
      current: 8,
      cpu: 50,
      windows: window(null, 5),
      to: 5,
    },
    { name: 'between them the policies go on', current: 4, cpu: 75, windows: window(2, 20), to: 6 },
    {
      name: 'a minimum below the count changes nothing',
      current: 4,
      cpu: 50,
      windows: window(2, null),
      to: 4,
    },
    { name: 'an action that ended leaves no trace', current: 4, cpu: 50, windows: [], to: 4 },
  ]);
});

describe('a desired count that somebody changed', () => {
  check([
    {
      name: 'below the minimum, it is first raised to it',
      current: 1,
      cpu: 50,
      policy: { min: 3 },
      to: 3,
    },
    // 8 × 25 ÷ 50 = 4, once a cooldown has passed
    {
      name: 'is overwritten by the policies after a cooldown',
      current: 8,
      cpu: 25,
      state: { foreign: { atMs: startMs - 300_000, from: 4, to: 8 } },
      to: 4,
    },
    {
      name: 'and not before, unlike there',
      current: 8,
      cpu: 25,
      state: { foreign: { atMs: startMs - 299_000, from: 4, to: 8 } },
      to: 8,
    },
  ]);
});

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
