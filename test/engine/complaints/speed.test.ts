import { describe, expect, it } from 'vitest';
import { parseFormula } from '#engine/parse-formula.ts';
import type { MissingPolicy, Rule, SignalDefinition } from '#engine/policy.ts';
import { bare, cpuTrack, policyOf, ruleDefaults, seriesOf } from '../support.ts';
import { play } from '../timeline.ts';
import { absent, backlog, decideOn, secondsAgo, steady, withMissing } from './given.ts';

describe('slow and untunable', () => {
  it('containers-roadmap#1208, copilot-cli#4233: one high minute is enough, three are not needed', () => {
    expect(decideOn({ readings: { cpu: seriesOf([50, 50, 80], 4) } }).to).toBe(7);
  });

  it('containers-roadmap#2113: scale-out is not held up by a scale-in that was smaller', () => {
    const state = { lastIn: secondsAgo(10, 5, 4) };
    expect(decideOn({ readings: { cpu: seriesOf([80], 4) }, state }).to).toBe(7);
  });

  it('containers-roadmap#1220, cfn-coverage-roadmap#2353: how long it has to be calm is a setting, not 15 minutes', () => {
    const cpu = seriesOf([50, 25, 25, 25], 8);
    const calmFor = (seconds: number) =>
      decideOn({
        desired: 8,
        policy: { stabilizeSeconds: { out: 0, in: seconds } },
        readings: { cpu },
      }).to;
    expect([calmFor(120), calmFor(300)]).toEqual([4, 8]);
  });

  it('containers-roadmap#2299: how eager it is can be set for each direction', () => {
    const cpu = steady(53, 10);
    const eager = { toleranceRatio: { out: 0, in: 0.3 } };
    expect(decideOn({ desired: 10, readings: { cpu } }).to).toBe(10);
    expect(decideOn({ desired: 10, policy: eager, readings: { cpu } }).to).toBe(11);
  });

  it('aws-cdk#34472: target tracking can wait for several high points in a row', () => {
    const policy = { stabilizeSeconds: { out: 120, in: 300 } };
    expect(decideOn({ policy, readings: { cpu: seriesOf([50, 50, 80], 4) } }).to).toBe(4);
    expect(decideOn({ policy, readings: { cpu: seriesOf([80, 80, 80], 4) } }).to).toBe(7);
  });

  it('aws-cdk#31240: what missing data means can be set', () => {
    const zero: MissingPolicy = { kind: 'zero' };
    const rules = [withMissing(cpuTrack, zero, zero)];
    expect(decideOn({ readings: { cpu: absent } }).to).toBe(4);
    expect(decideOn({ policy: { rules }, readings: { cpu: absent } }).to).toBe(1);
  });

  it('aws-cdk#20659: target tracking takes arithmetic over metrics', () => {
    const parsed = parseFormula('queueDepth / 10 + requests');
    if (parsed.kind === 'refused') throw new Error(parsed.message);
    const work: SignalDefinition = { kind: 'formula', per: 'service', formula: parsed.formula };
    const signals = { ...policyOf().signals, work };
    const rules = [{ ...cpuTrack, signal: 'work', target: 100, saturation: null }];
    const readings = { queueDepth: steady(1000), requests: steady(600) };
    // 1000 ÷ 10 + 600 = 700; 700 ÷ 100 = 7
    expect(decideOn({ policy: { signals, rules }, readings }).to).toBe(7);
  });

  it('aws-cdk#34072: the backlog per task is a rule of its own', () => {
    const policy = { ...bare, rules: [backlog] };
    expect(decideOn({ policy, readings: { queueDepth: steady(322) } }).to).toBe(7);
  });

  it('aws-cdk#10141: no step of a ladder is dropped', () => {
    const rung = (from: number, to: number | null, tasks: number) =>
      ({ from, to, adjust: { kind: 'add', tasks } }) as const;
    const ladder: Rule = {
      ...ruleDefaults,
      kind: 'step',
      name: 'step',
      signal: 'cpu',
      rungs: [rung(50, 60, 1), rung(60, 70, 2), rung(70, 80, 3), rung(80, null, 4)],
      evaluate: { breaching: 1, of: 1 },
    };
    const at = (value: number) =>
      decideOn({ policy: { ...bare, rules: [ladder] }, readings: { cpu: seriesOf([value]) } }).to;
    expect([at(55), at(65), at(75), at(85)]).toEqual([5, 6, 7, 8]);
  });
});

describe('deployments and other hands', () => {
  it('terraform#4950: a count that a deploy reset is noticed, left alone for a cooldown, and then corrected', () => {
    const { counts } = play({
      policy: policyOf(),
      desired: 8,
      load: Array.from({ length: 8 }, () => 400),
      happenings: { 2: { desired: 6 } },
    });
    // 400 % over 6 tasks is 67 %: a third over, so of medium urgency, which waits three minutes.
    expect(counts).toEqual([8, 8, 6, 6, 6, 8, 8, 8]);
  });

  it('containers-roadmap#525: tasks of the old revision do not add to the new count', () => {
    const view = { running: 16, rollout: 'in-progress' } as const;
    // 8 old and 8 new share the load of 8: 25 % over 16.
    expect(decideOn({ desired: 8, view, readings: { cpu: steady(25, 16) } }).to).toBe(8);
  });

  it('aws-cdk#13004: scale-in goes on after a deployment', () => {
    const { counts } = play({
      policy: policyOf(),
      desired: 8,
      load: [400, ...Array.from({ length: 11 }, () => 200)],
      happenings: Object.fromEntries(
        Array.from({ length: 9 }, (_, tick) => [tick, { rollout: 'in-progress' as const }]),
      ),
    });
    expect(counts).toEqual([8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 4, 4]);
  });
});
