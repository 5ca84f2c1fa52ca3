import { describe, expect, it } from 'vitest';
import { dueSignals, type Turn } from '#engine/cadence/turns.ts';
import type { DecideInput, ServiceView } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import { cpuTrack, minuteMs, policyOf, startMs, stateOf, viewOf } from '../support.ts';

const memoryTrack = { ...cpuTrack, name: 'track memory', signal: 'memory' } as const;
const both: Partial<Policy> = { rules: [cpuTrack, memoryTrack] };
const calm = { cpu: 4, memory: 20 };

type Given = {
  readonly policy?: Partial<Policy>;
  readonly view?: Partial<ServiceView>;
  readonly state?: Partial<ServiceState> | null;
  readonly input?: Partial<DecideInput>;
  readonly stretch?: number;
};

const dueAt = (minute: number, given: Given = {}): readonly string[] => {
  const nowMs = startMs + minute * minuteMs;
  const turn: Turn = { sinceMs: nowMs - minuteMs, nowMs, stretch: given.stretch ?? 1 };
  const state = given.state === null ? null : stateOf({ cadence: calm, ...given.state });
  const observation = { view: viewOf(4, given.view), readings: {} };
  const policy = policyOf({ ...both, ...given.policy });
  const input = { policy, observation, state, overrides: [], windows: [], nowMs, ...given.input };
  return dueSignals(input, turn);
};

const hour = Array.from({ length: 60 }, (_, minute) => minute);
const timesIn = (signal: string, given?: Given): number =>
  hour.filter((minute) => dueAt(minute, given).includes(signal)).length;

describe('whose turn it is', () => {
  it('each signal is read once in its own wait', () => {
    expect({ cpu: timesIn('cpu'), memory: timesIn('memory') }).toEqual({ cpu: 15, memory: 3 });
  });

  it('what nothing is known about is read on every tick', () => {
    const given = { state: { cadence: {} } };
    expect({ cpu: timesIn('cpu', given), memory: timesIn('memory', given) }).toEqual({
      cpu: 60,
      memory: 60,
    });
  });

  it('a rule of two signals is read whole or not at all', () => {
    const load = {
      ...cpuTrack,
      kind: 'load',
      name: 'load',
      parts: [
        { signal: 'cpu', weight: 1, idle: 0, full: 100 },
        { signal: 'memory', weight: 1, idle: 0, full: 100 },
      ],
      outAbove: 0.7,
      inBelow: 0.3,
      inAfterSeconds: 300,
      gate: null,
      add: 1,
      remove: 1,
    } as const;
    const given = { policy: { rules: [load] }, state: { cadence: { cpu: 4, memory: 3 } } };
    for (const minute of hour) expect([0, 2]).toContain(dueAt(minute, given).length);
  });

  it('a queue is read on every tick, since that costs next to nothing', () => {
    const backlog = {
      ...cpuTrack,
      kind: 'backlog',
      name: 'backlog',
      signal: 'queueDepth',
      perTask: 10,
      learn: null,
    } as const;
    expect(timesIn('queueDepth', { policy: { rules: [cpuTrack, backlog] } })).toBe(60);
  });

  it('for want of money waits are stretched, all alike', () => {
    expect(timesIn('cpu', { state: { cadence: { cpu: 5 } }, stretch: 2 })).toBe(6);
  });

  it('of a service that reacts fast everything is read on every tick', () => {
    expect(timesIn('memory', { policy: { react: 'fast' } })).toBe(60);
  });
});

const minutesAgo = (minutes: number): number => startMs - minutes * minuteMs;
const action = { from: 3, to: 4, urgency: 'low' } as const;
const order = {
  order: { kind: 'freeze' },
  scope: 'service',
  who: 'ann',
  why: 'launch',
} as const;

describe('a service in motion is read on every tick', () => {
  it.each<Given & { readonly name: string }>([
    { name: 'never seen before', state: null },
    { name: 'first seen a minute ago', state: { firstSeenMs: minutesAgo(1) } },
    {
      name: 'a breaker is open',
      state: { breaker: { kind: 'half-open', cause: 'actuation', sinceMs: 0, openSeconds: 60 } },
    },
    {
      name: 'a change was lost',
      state: {
        strikes: { lostActions: 1, fruitlessRaises: 0, raisedSinceMs: 0, runningAtRaise: 0 },
      },
    },
    { name: 'somebody else changed the count', state: { knownDesired: 7 } },
    { name: 'a rollout is on', view: { rollout: 'in-progress' } },
    {
      name: 'an order was given just now',
      input: {
        overrides: [{ ...order, setAtMs: minutesAgo(1), expiresAtMs: startMs + 3_600_000 }],
      },
    },
    {
      name: 'an order is about to end',
      input: {
        overrides: [{ ...order, setAtMs: minutesAgo(60), expiresAtMs: startMs + minuteMs }],
      },
    },
    {
      name: 'a schedule window is about to end',
      input: { windows: [{ name: 'day', min: 2, max: null, untilMs: startMs + minuteMs }] },
    },
  ])('in full when $name', (given) => {
    expect(dueAt(0, given)).toEqual(['cpu', 'memory']);
    expect(dueAt(1, { ...given, stretch: 9 })).toContain('cpu');
  });

  it.each<Given & { readonly name: string }>([
    { name: 'tasks start', view: { running: 3, pending: 1 } },
    { name: 'tasks stop', view: { running: 5 } },
    {
      name: 'it was scaled just now',
      state: { lastOut: { ...action, atMs: minutesAgo(0) } },
    },
    {
      name: 'a change is on its way',
      state: { knownDesired: 3, intent: { ...action, atMs: minutesAgo(1), mode: 'act' } },
    },
  ])('by its leading signal when $name', (given) => {
    for (const minute of [0, 1]) expect(dueAt(minute, { ...given, stretch: 9 })).toContain('cpu');
  });

  it('an intent that is only observed is no motion', () => {
    const intent = { ...action, atMs: minutesAgo(60), mode: 'observe' } as const;
    expect(timesIn('cpu', { state: { intent } })).toBe(15);
  });
});
