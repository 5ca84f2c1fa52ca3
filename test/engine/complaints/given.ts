import { decide } from '#engine/decide.ts';
import type { DecideInput, Decision, Reading } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { MissingPolicy, Policy, Rule } from '#engine/policy.ts';
import {
  cpuTrack,
  policyOf,
  ruleDefaults,
  seriesOf,
  startMs,
  stateOf,
  viewOf,
} from '../support.ts';

export type Given = {
  readonly desired?: number;
  readonly policy?: Partial<Policy>;
  readonly view?: Parameters<typeof viewOf>[1];
  readonly readings?: Readonly<Record<string, Reading>>;
  readonly state?: Parameters<typeof stateOf>[0];
  readonly overrides?: readonly Override[];
};

export const inputOf = (given: Given): DecideInput => {
  const { desired = 4, policy, view, readings = {}, state, overrides = [] } = given;
  return {
    policy: policyOf(policy),
    observation: { view: viewOf(desired, view), readings },
    state: stateOf({ knownDesired: desired, ...state }),
    overrides,
    windows: [],
    nowMs: startMs,
  };
};

export const decideOn = (given: Given): Decision => decide(inputOf(given)).decision;

export const steady = (value: number, tasks?: number): Reading =>
  seriesOf(
    Array.from({ length: 10 }, () => value),
    tasks,
  );

export const secondsAgo = (seconds: number, from: number, to: number) =>
  ({ atMs: startMs - seconds * 1000, from, to, urgency: 'low' }) as const;

export const backlog: Rule = {
  ...ruleDefaults,
  kind: 'backlog',
  name: 'backlog',
  signal: 'queueDepth',
  perTask: 50,
  learn: null,
};

export const memoryTrack: Rule = { ...cpuTrack, name: 'track memory', signal: 'memory' };

export const withMissing = (rule: Rule, out: MissingPolicy, inwards: MissingPolicy): Rule => ({
  ...rule,
  missing: { out, in: inwards },
});

export const absent: Reading = { kind: 'absent' };
export const failed: Reading = { kind: 'failed', cause: 'connection refused' };
