import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import { explain } from '#engine/explain.ts';
import type { LoadRule, Rule } from '#engine/policy.ts';
import { bare, policyOf, ruleDefaults, seriesOf, startMs, stateOf, viewOf } from '../support.ts';

const backlog = (activation: number | null): Rule => ({
  ...ruleDefaults,
  kind: 'backlog',
  name: 'backlog',
  signal: 'queueDepth',
  perTask: 50,
  learn: null,
  activation,
});

const decideOn = (rule: Rule, waiting: number, desired: number) =>
  decide({
    policy: policyOf({ ...bare, min: 0, rules: [rule] }),
    observation: {
      view: viewOf(desired),
      readings: { queueDepth: seriesOf([waiting, waiting]), cpu: seriesOf([90]) },
    },
    state: stateOf({ knownDesired: desired }),
    overrides: [],
    windows: [],
    nowMs: startMs,
  }).decision;

describe('activation', () => {
  const rows: readonly (readonly [
    name: string,
    activation: number | null,
    waiting: number,
    desired: number,
    to: number,
  ])[] = [
    ['without one, any demand wakes a service', null, 1, 0, 1],
    ['below it, nothing is woken', 10, 9, 0, 0],
    ['at it, nothing is woken: it must be exceeded', 10, 10, 0, 0],
    ['above it, the whole demand is met at once', 10, 101, 0, 3],
    ['while tasks run it says nothing', 10, 5, 1, 1],
    ['zero means more than nothing', 0, 1, 0, 1],
    ['it does not keep alive what has no work', 10, 0, 1, 0],
  ];
  for (const [name, activation, waiting, desired, to] of rows) {
    it(name, () => expect(decideOn(backlog(activation), waiting, desired).to).toBe(to));
  }

  it('says what it waits for', () => {
    expect(explain(decideOn(backlog(10), 10, 0))).toBe(
      'Hold at 0: backlog: queueDepth 10 does not exceed 10, so nothing is woken.',
    );
  });

  it('looks at the signal and not at the score that a load rule makes of it', () => {
    const load: LoadRule = {
      ...ruleDefaults,
      kind: 'load',
      name: 'load',
      signal: 'queueDepth',
      parts: [{ signal: 'queueDepth', weight: 1, idle: 0, full: 100 }],
      outAbove: 0.5,
      inBelow: 0.1,
      inAfterSeconds: 0,
      gate: null,
      add: 2,
      remove: 2,
      activation: 60,
    };
    expect(decideOn(load, 60, 0).to).toBe(0);
    expect(decideOn(load, 61, 0).to).toBe(2);
  });
});
