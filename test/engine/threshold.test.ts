import { describe, expect, it } from 'vitest';
import type { Context, Direction } from '#engine/model.ts';
import type { Rule } from '#engine/policy.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import { conditionFor } from '#engine/threshold.ts';
import { tolerate } from '#engine/tolerance.ts';
import { forecastOf, foresightOf } from './foresight/support.ts';
import {
  contextOf,
  cpuTrack,
  policyOf,
  proposalOf,
  ruleDefaults,
  seriesOf,
  viewOf,
} from './support.ts';

const requests: Rule = {
  ...cpuTrack,
  name: 'track requests',
  signal: 'requests',
  target: 100,
  saturation: null,
};
const backlog: Rule = {
  ...ruleDefaults,
  kind: 'backlog',
  name: 'backlog',
  signal: 'queueDepth',
  perTask: 50,
  learn: null,
};
const ladder: Rule = {
  ...ruleDefaults,
  kind: 'step',
  name: 'step',
  signal: 'cpu',
  rungs: [
    { from: null, to: 30, adjust: { kind: 'percent', percent: -10 } },
    { from: 70, to: 90, adjust: { kind: 'add', tasks: 1 } },
    { from: 90, to: null, adjust: { kind: 'exactly', tasks: 20 } },
  ],
  evaluate: { breaching: 1, of: 1 },
};
const load: Rule = {
  ...ruleDefaults,
  kind: 'load',
  name: 'load',
  signal: 'cpu',
  parts: [{ signal: 'cpu', weight: 1, idle: 0, full: 100 }],
  outAbove: 0.7,
  inBelow: 0.3,
  inAfterSeconds: 300,
  gate: { signal: 'latency', above: 300 },
  add: 2,
  remove: 2,
};
const assure: Rule = {
  ...ruleDefaults,
  kind: 'assure',
  name: 'assure',
  signal: 'cpu',
  limit: 90,
  riskRatio: 0.005,
  leadSeconds: 150,
  unlearntFactor: 1.5,
  saturation: null,
};
const forecast: Rule = {
  ...ruleDefaults,
  kind: 'forecast',
  name: 'forecast',
  signal: 'requests',
  target: 100,
  level: 0.95,
  leadSeconds: 150,
  holdSeconds: 1800,
  mostErrorRatio: 0.15,
  highestMultiple: 3,
};
const surge: Rule = {
  ...ruleDefaults,
  kind: 'surge',
  name: 'surge',
  signal: 'requests',
  factor: 2,
  withinSeconds: 300,
  atLeast: 0,
  adjust: { kind: 'add', tasks: 4 },
};

const at = (desired: number, running = desired): Context =>
  contextOf({ view: viewOf(desired, { running }) });

type Row = readonly [rule: Rule, desired: number, direction: Direction, words: string | null];

const rows: readonly Row[] = [
  // 50 × 10 × 1.1 ÷ 10
  [cpuTrack, 10, 'out', 'track cpu: cpu above 55 over 10 running'],
  // 50 × min(9, 10 × 0.9) ÷ 10
  [cpuTrack, 10, 'in', 'track cpu: cpu below 45 over 10 running'],
  // one task fewer of 4 is more than the tolerance: 50 × 3 ÷ 4
  [cpuTrack, 4, 'in', 'track cpu: cpu below 37.5 over 4 running'],
  [cpuTrack, 0, 'in', null],
  [cpuTrack, 0, 'out', null],
  [
    { ...cpuTrack, target: 85 },
    10,
    'out',
    'track cpu: cpu from 90 over 10 running, where it is saturated',
  ],
  [requests, 10, 'out', 'track requests: requests above 1100 in all'],
  [requests, 10, 'in', 'track requests: requests below 900 in all'],
  [backlog, 3, 'out', 'backlog: queueDepth above 150'],
  [backlog, 3, 'in', 'backlog: queueDepth at most 100'],
  [backlog, 0, 'in', null],
  [ladder, 10, 'out', 'step: cpu from 70 to below 90, or cpu from 90'],
  [ladder, 30, 'out', 'step: cpu from 70 to below 90'],
  [ladder, 10, 'in', 'step: cpu below 30'],
  [ladder, 30, 'in', 'step: cpu below 30, or cpu from 90'],
  [{ ...ladder, evaluate: { breaching: 2, of: 3 } }, 10, 'in', 'step: cpu below 30, 2 of 3 times'],
  [{ ...ladder, rungs: [] }, 10, 'out', null],
  [load, 10, 'out', 'load: the load score above 0.7 with latency above 300'],
  [{ ...load, gate: null }, 10, 'out', 'load: the load score above 0.7'],
  [load, 10, 'in', 'load: the load score below 0.3 for 300 s'],
  [surge, 10, 'out', 'surge: requests at 2 times what it was within 300 s'],
  [surge, 10, 'in', null],
  [assure, 10, 'out', 'assure: a chance above 0.5 % that cpu outgrows 90 a task'],
  [
    assure,
    10,
    'in',
    'assure: a chance of at most 0.5 % that cpu outgrows 90 a task with one task fewer',
  ],
  [forecast, 10, 'out', 'forecast: a trusted forecast above 1000 requests in all'],
  [forecast, 10, 'in', 'forecast: a trusted forecast of at most 900 requests in all'],
];

describe('what would make it scale', () => {
  for (const [rule, desired, direction, words] of rows) {
    it(`${rule.name} ${direction} of ${desired}: ${words}`, () => {
      const said = words === null ? null : `${words} (unknown now)`;
      expect(conditionFor(rule, at(desired), direction)).toBe(said);
    });
  }

  it('counts over the tasks that run', () => {
    expect(conditionFor(cpuTrack, at(10, 5), 'out')).toBe(
      'track cpu: cpu above 110 over 5 running (unknown now)',
    );
    expect(conditionFor(cpuTrack, at(10, 0), 'out')).toBeNull();
  });

  it('names the room that a risk takes now: half as much again before a day was measured', () => {
    const context = contextOf({ readings: { cpu: seriesOf([50], 10) }, view: viewOf(10) });
    expect(conditionFor(assure, context, 'out')).toBe(
      'assure: cpu above 60 over 10 running, while demand may grow ×1.5 (now 50)',
    );
    expect(conditionFor(assure, context, 'in')).toBe(
      'assure: cpu at most 54 over 10 running, while demand may grow ×1.5 (now 50)',
    );
  });

  it('says of a forecast what it comes to, and whether it counts', () => {
    const known = { requests: foresightOf({ forecast: forecastOf(() => 500) }) };
    const context = contextOf({ readings: { requests: seriesOf([500]) }, foresights: known });
    expect(conditionFor(forecast, context, 'out')).toMatch(/ \(now at most 600\)$/);
    expect(conditionFor(forecast, { ...context, foresights: {} }, 'out')).toMatch(
      / \(now not trusted\)$/,
    );
  });

  it('says how far away it is, of a score too', () => {
    const context = contextOf({ readings: { cpu: seriesOf([20, 42.125], 4) }, view: viewOf(4) });
    expect(conditionFor(cpuTrack, context, 'in')).toMatch(/ \(now 42\.13\)$/);
    expect(conditionFor(load, context, 'in')).toMatch(/ \(now 0\.42\)$/);
  });
});

describe('what is said is true', () => {
  const wants = (rule: Rule, value: number, desired: number): number => {
    const tasks = rule.signal === 'cpu' ? desired : undefined;
    const context = contextOf({
      policy: policyOf({ rules: [rule] }),
      readings: { [rule.signal]: seriesOf([value], tasks) },
      view: viewOf(desired),
    });
    const { opinion } = answerOf(rule, context);
    const [tolerated] = tolerate(proposalOf(desired, { opinions: [opinion] }), context).opinions;
    return tolerated?.kind === 'want' ? latestOf(tolerated.wishes).want : desired;
  };
  const thresholdOf = (rule: Rule, desired: number, direction: Direction): number =>
    Number(
      /(?:above|below|most|from) ([\d.]+)/.exec(
        conditionFor(rule, at(desired), direction) ?? '',
      )?.[1],
    );

  const step = 0.01;
  for (const rule of [cpuTrack, { ...cpuTrack, target: 85 }, requests, backlog]) {
    for (const desired of [1, 2, 4, 10, 33]) {
      it(`of ${rule.name} at a target of ${'target' in rule ? rule.target : 50} and ${desired} tasks`, () => {
        const out = thresholdOf(rule, desired, 'out');
        expect(wants(rule, out + step, desired)).toBeGreaterThan(desired);
        expect(wants(rule, out - step, desired)).toBeLessThanOrEqual(desired);
        const inwards = thresholdOf(rule, desired, 'in');
        expect(wants(rule, inwards - step, desired)).toBeLessThan(desired);
        expect(wants(rule, inwards + step, desired)).toBeGreaterThanOrEqual(desired);
      });
    }
  }
});
