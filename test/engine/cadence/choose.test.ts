import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cadenceAfter } from '#engine/cadence/choose.ts';
import { restSignals } from '#engine/cadence/rest.ts';
import { dueSignals } from '#engine/cadence/turns.ts';
import { longestFor, unprovenFor } from '#engine/cadence/waits.ts';
import { decide } from '#engine/decide.ts';
import type { DecideInput, Reading, ServiceView } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { Cadence, ServiceState } from '#engine/state.ts';
import { cpuTrack, policyOf, seriesOf, startMs, stateOf, viewOf } from '../support.ts';

const memoryTrack = { ...cpuTrack, name: 'track memory', signal: 'memory' } as const;
const minutes = 185;
const steady = (value: number, tasks = 4): Reading =>
  seriesOf(
    Array.from({ length: minutes }, () => value),
    tasks,
  );
const unread: Reading = { kind: 'unread' };

type Given = {
  readonly policy?: Partial<Policy>;
  readonly view?: Partial<ServiceView>;
  readonly state?: Partial<ServiceState>;
};

const inputOf = (readings: Readonly<Record<string, Reading>>, given: Given = {}): DecideInput => ({
  policy: policyOf({ rules: [cpuTrack, memoryTrack], ...given.policy }),
  observation: { view: { ...viewOf(4), ...given.view }, readings },
  state: stateOf(given.state),
  overrides: [],
  windows: [],
  nowMs: startMs,
});

const cadenceOf = (readings: Readonly<Record<string, Reading>>, given?: Given): Cadence => {
  const input = inputOf(readings, given);
  return cadenceAfter({ ...input, past: readings }, decide(input).decision);
};

/** The target of both is 50. */
describe('how long signals may wait', () => {
  it('the signal that asks for most leads, the other waits for long', () => {
    expect(cadenceOf({ cpu: steady(48), memory: steady(20) })).toEqual({ cpu: 8, memory: 30 });
    expect(cadenceOf({ cpu: steady(20), memory: steady(48) })).toEqual({ cpu: 30, memory: 8 });
  });

  it('never twice as long as it takes data to be called stale', () => {
    const policy = { staleAfterSeconds: 120 };
    expect(cadenceOf({ cpu: steady(48), memory: steady(20) }, { policy })['cpu']).toBe(4);
  });

  it('where a gap adds tasks, not even once as long', () => {
    const missing = { ...cpuTrack.missing, out: { kind: 'fallback', tasks: 8 } } as const;
    const policy = { rules: [{ ...cpuTrack, missing }, memoryTrack] };
    expect(cadenceOf({ cpu: steady(48), memory: steady(20) }, { policy })['cpu']).toBe(4);
  });

  it('a breaker is not kept waiting for what only rules have proven', () => {
    const trip = { kind: 'saturation', signal: 'requests', above: 10 } as const;
    const policy = { breakers: [{ trip, openSeconds: 60, maxOpenSeconds: 3600 }] };
    const readings = { cpu: steady(48), memory: steady(20), requests: steady(1) };
    expect(cadenceOf(readings, { policy })['requests']).toBe(4);
  });

  it('a rung whose jumps nobody counts is looked at as if it jumped', () => {
    const rung = { from: 90, to: null, adjust: { kind: 'add', tasks: 1 } } as const;
    const step = {
      ...cpuTrack,
      kind: 'step',
      rungs: [rung],
      evaluate: { breaching: 1, of: 1 },
    } as const;
    const policy = { rules: [step] };
    expect(cadenceOf({ cpu: steady(20) }, { policy })).toEqual({ cpu: 4 });
  });

  it('another that is read sooner does not stand in for the one that leads', () => {
    const given = { state: { cadence: { cpu: 2, memory: 5 } } };
    expect(cadenceOf({ cpu: steady(30), memory: unread }, given)).toEqual({ cpu: 8, memory: 5 });
  });

  it('a service that reacts fast does not wait', () => {
    const policy = { react: 'fast' } as const;
    expect(cadenceOf({ cpu: steady(48), memory: steady(20) }, { policy })).toEqual({});
  });

  it('thrifty waits longer than usual where a number moves', () => {
    const waving = seriesOf(
      Array.from({ length: minutes }, (_, minute) => 40 + 16 * Math.sin(minute / 9)),
      4,
    );
    const usual = cadenceOf({ cpu: waving, memory: waving });
    const thrifty = cadenceOf({ cpu: waving, memory: waving }, { policy: { react: 'thrifty' } });
    expect(thrifty['memory'] ?? 1).toBeGreaterThan(usual['memory'] ?? 1);
  });

  const burstsOf = (burst: number): Reading =>
    seriesOf(
      Array.from({ length: minutes }, (_, minute) => (minute % 60 < 2 ? burst : 20)),
      4,
    );

  it('bursts of the last hours are waited for, by the signal that shows them', () => {
    const readings = { cpu: burstsOf(100), memory: steady(48) };
    expect(cadenceOf(readings)).toEqual({ memory: 8 });
  });

  it('a single minute is an accident, which no rule answers', () => {
    const strays = seriesOf(
      Array.from({ length: minutes }, (_, minute) => (minute % 60 === 20 ? 100 : 20)),
      4,
    );
    expect(cadenceOf({ cpu: strays, memory: steady(48) })).toEqual({ cpu: 30, memory: 8 });
  });

  it('of two that burst together one is watched', () => {
    const readings = { cpu: burstsOf(100), memory: burstsOf(99) };
    expect(Object.keys(cadenceOf(readings))).toHaveLength(1);
  });

  it('who leads and is known for less than three hours waits less', () => {
    const young = seriesOf(
      Array.from({ length: 80 }, () => 48),
      4,
    );
    expect(cadenceOf({ cpu: young, memory: steady(20) })).toEqual({ cpu: 2, memory: 30 });
  });

  it.each<{ name: string; cpu: Reading }>([
    { name: 'is scaled', cpu: steady(80) },
    { name: 'has no data', cpu: { kind: 'absent' } },
    { name: 'could not be read', cpu: { kind: 'failed', cause: 'throttled' } },
  ])('a service that $name is read on the next tick', ({ cpu }) => {
    expect(Object.keys(cadenceOf({ cpu, memory: steady(20) }))).toEqual(['memory']);
  });

  it('one that asks for more than its maximum is read on every other tick', () => {
    const given = { policy: { max: 4 } };
    expect(cadenceOf({ cpu: steady(60), memory: steady(20) }, given)).toEqual({
      cpu: 2,
      memory: 30,
    });
  });

  it('what was not read keeps its wait', () => {
    const given = { state: { cadence: { cpu: 4, memory: 8 } } };
    expect(cadenceOf({ cpu: steady(48), memory: unread }, given)).toEqual({ cpu: 8, memory: 8 });
    expect(cadenceOf({ cpu: unread, memory: unread }, given)).toEqual({ cpu: 4, memory: 8 });
  });

  it('at zero, with nothing that could wake it, it is read as seldom as may be', () => {
    const view = { desired: 0, running: 0 };
    const absent: Reading = { kind: 'absent' };
    const given = { policy: { min: 0 }, view, state: { knownDesired: 0 } };
    expect(cadenceOf({ cpu: absent, memory: absent }, given)).toEqual({ cpu: 8, memory: 8 });
  });

  const values = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), {
    minLength: 0,
    maxLength: 40,
  });
  const reading: fc.Arbitrary<Reading> = fc.oneof(
    values.map((each) => seriesOf(each, 4)),
    fc.constant<Reading>({ kind: 'absent' }),
    fc.constant<Reading>({ kind: 'unread' }),
  );

  it('whatever was read, the service is looked at again within its bound', () => {
    fc.assert(
      fc.property(reading, reading, fc.integer({ min: 60, max: 600 }), (cpu, memory, stale) => {
        const policy = { staleAfterSeconds: stale };
        const given = { policy, state: { cadence: { cpu: 1 } } };
        const cadence = cadenceOf({ cpu, memory }, given);
        const leading = Math.min(cadence['cpu'] ?? 1, cadence['memory'] ?? 1);
        expect(leading).toBeLessThanOrEqual(longestFor(policyOf(policy)));
      }),
    );
  });
});

const turnAt = (minute: number) => {
  const nowMs = startMs + minute * 60_000;
  return { sinceMs: nowMs - 60_000, nowMs, stretch: 1 };
};

describe('the second look', () => {
  const turn = { sinceMs: startMs - 600_000, nowMs: startMs, stretch: 1 };

  it('a service that is read on every tick asks about tasks that may go on its longest wait only', () => {
    const input = inputOf({ cpu: steady(10), memory: unread });
    const asked = Array.from({ length: 40 }, (_, minute) => restSignals(input, turnAt(minute)));
    expect(asked.filter((signals) => signals.length > 0)).toHaveLength(
      40 / unprovenFor(policyOf()),
    );
  });

  it('one that is read seldom asks whenever it is read', () => {
    const state = { cadence: { cpu: 4, memory: 30 } };
    const input = inputOf({ cpu: steady(10), memory: unread }, { state });
    const minutes = Array.from({ length: 40 }, (_, minute) => minute);
    const looks = minutes.filter((minute) => dueSignals(input, turnAt(minute)).includes('cpu'));
    const asks = looks.filter((minute) => restSignals(input, turnAt(minute)).length > 0);
    expect(asks).toEqual(looks);
  });

  it.each([
    { name: 'a scale-in asks every rule', cpu: steady(10), rest: ['memory'] },
    { name: 'a scale-out is enough by itself', cpu: steady(90), rest: [] },
    { name: 'a service that stays asks nobody', cpu: steady(48), rest: [] },
  ])('$name', ({ cpu, rest }) => {
    expect(restSignals(inputOf({ cpu, memory: unread }), turn)).toEqual(rest);
  });

  it('a scale-out asks what breakers know', () => {
    const breaker = {
      trip: { kind: 'saturation', signal: 'requests', above: 10 },
      openSeconds: 60,
      maxOpenSeconds: 3600,
    } as const;
    const readings = { cpu: steady(90), memory: unread, requests: unread };
    const input = inputOf(readings, { policy: { breakers: [breaker] } });
    expect(restSignals(input, turn)).toEqual(['requests']);
  });

  it('nothing that was not read takes tasks away', () => {
    const input = inputOf({ cpu: steady(10), memory: unread });
    expect(decide(input).decision.to).toBe(4);
  });
});
