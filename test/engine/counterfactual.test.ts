import { describe, expect, it } from 'vitest';
import { whyNot } from '#engine/counterfactual.ts';
import { decide } from '#engine/decide.ts';
import type { DecideInput, Reading } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import { cpuTrack, minuteMs, policyOf, seriesOf, startMs, stateOf, viewOf } from './support.ts';

type Given = {
  readonly policy?: Partial<Policy>;
  readonly state?: Partial<ServiceState>;
  readonly view?: Parameters<typeof viewOf>[1];
  readonly readings?: Readonly<Record<string, Reading>>;
};

const calm = seriesOf(
  Array.from({ length: 10 }, () => 50),
  8,
);

const inputOf = ({ policy, state, view, readings = { cpu: calm } }: Given = {}): DecideInput => ({
  policy: policyOf(policy),
  observation: { view: viewOf(8, view), readings },
  state: stateOf({ knownDesired: 8, ...state }),
  overrides: [],
  windows: [],
  nowMs: startMs,
});

const action = (secondsAgo: number, from: number, to: number) =>
  ({ atMs: startMs - secondsAgo * 1000, from, to, urgency: 'low' }) as const;

const textsOf = (given: Given, direction: 'out' | 'in') =>
  whyNot(inputOf(given), direction).blockers.map(({ text }) => text);

describe('why a service does not scale', () => {
  it('with nothing in the way it only takes the numbers', () => {
    expect(whyNot(inputOf(), 'out')).toEqual({
      direction: 'out',
      conditions: ['track cpu: cpu above 55 over 8 running (now 50)'],
      blockers: [],
      earliestMs: startMs,
    });
    // 50 × min(7, 8 × 0.9) ÷ 8
    expect(whyNot(inputOf(), 'in').conditions).toEqual([
      'track cpu: cpu below 43.75 over 8 running (now 50)',
    ]);
  });

  it('names every rule that has a say', () => {
    const rules = [cpuTrack, { ...cpuTrack, name: 'track memory', signal: 'memory' }];
    expect(whyNot(inputOf({ policy: { rules } }), 'out').conditions).toHaveLength(2);
  });

  it('tells the cooldown, and when it ends', () => {
    const given = { state: { lastOut: action(100, 6, 8) } };
    const { blockers, earliestMs } = whyNot(inputOf(given), 'out');
    expect(blockers).toEqual([
      {
        text: 'not to 9 for 200 s more: the cooldown is 5 min at low urgency',
        untilMs: startMs + 200_000,
      },
    ]);
    expect(earliestMs).toBe(startMs + 200_000);
  });

  it('tells the last of several ends', () => {
    const given = {
      state: { lastIn: action(100, 9, 8), firstSeenMs: startMs - 10_000 },
      policy: { stabilizeSeconds: { out: 0, in: 480 } },
    };
    // What holds first hides what would hold next; once it ends, one asks again.
    const { earliestMs } = whyNot(inputOf(given), 'in');
    expect(earliestMs).toBe(startMs + 200_000);
    expect(
      whyNot(inputOf({ ...given, state: { firstSeenMs: startMs - 10_000 } }), 'in').earliestMs,
    ).toBe(startMs + 470_000);
  });

  it('knows no end of what depends on no clock', () => {
    const { blockers, earliestMs } = whyNot(inputOf({ view: { rollout: 'in-progress' } }), 'in');
    expect(blockers).toEqual([
      { text: 'not down to 7 while a deployment is in progress', untilMs: null },
    ]);
    expect(earliestMs).toBeNull();
  });

  it('says that a rule is blind, for the way in only', () => {
    const given = { readings: {} };
    expect(textsOf(given, 'in')).toEqual([
      'track cpu: no usable cpu (no points in the window), which blocks scale-in',
    ]);
    expect(textsOf(given, 'out')).toEqual([]);
  });

  it('says that the maximum is reached', () => {
    expect(textsOf({ policy: { max: 8 } }, 'out')).toEqual(['at most 8 by the policy, asked 9']);
    expect(textsOf({ policy: { min: 8 } }, 'in')).toEqual(['at least 8 by the policy, asked 7']);
  });

  it('says what an open breaker does', () => {
    const breaker = {
      kind: 'open',
      cause: 'actuation',
      sinceMs: startMs - minuteMs,
      untilMs: startMs + minuteMs,
      openSeconds: 120,
    } as const;
    expect(textsOf({ state: { breaker } }, 'out')).toEqual([
      'the breaker is open because ECS does not carry out changes, so 8 instead of 9 for 60 s more',
    ]);
  });

  it('is not confused by an urgent wish that stands now', () => {
    const busy = { cpu: seriesOf([50, 50, 95], 8) };
    const state = { lastOut: action(100, 6, 8) };
    expect(whyNot(inputOf({ readings: busy, state }), 'out').earliestMs).toBe(startMs + 200_000);
    expect(decide(inputOf({ readings: busy, state })).decision.to).toBeGreaterThan(8);
  });

  it('says at zero that there is nothing to take away', () => {
    const input = inputOf();
    const atZero = { ...input, observation: { ...input.observation, view: viewOf(0) } };
    expect(
      whyNot({ ...atZero, policy: policyOf({ min: 0 }), state: stateOf({ knownDesired: 0 }) }, 'in')
        .blockers,
    ).toEqual([{ text: 'no task is desired, so there is none to take away', untilMs: null }]);
  });
});
