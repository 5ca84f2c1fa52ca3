import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contender } from '#engine/fleet/contender.ts';
import type { FleetPolicy, Group } from '#engine/fleet/fleet-policy.ts';
import { arbitrate } from '#engine/fleet.ts';
import type { Urgency } from '#engine/policy.ts';
import { policyOf, serviceId, startMs, stateOf, viewOf } from './support.ts';

type Member = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly priority?: number;
  readonly guaranteed?: number;
  readonly urgency?: Urgency;
};

const contender = (member: Member): Contender => {
  const { name, from, to, priority = 0, guaranteed = 0, urgency = 'low' } = member;
  return {
    policy: policyOf({ group: 'workers', priority, guaranteed, min: 0 }),
    observation: { view: viewOf(from), readings: {} },
    overrides: [],
    windows: [],
    state: stateOf(),
    decision: {
      service: { ...serviceId, name },
      atMs: startMs,
      from,
      to,
      asked: to,
      urgency,
      reasons: [],
      challenger: null,
    },
  };
};

const workers = (maxTasks: number): Group => ({ name: 'workers', maxTasks, maxVcpu: null });

/** Nothing but the cap is in the way. */
const capOnly = (group: Group | null): FleetPolicy => ({
  groups: group === null ? {} : { workers: group },
  blastGuard: { shareRatio: 1, minTasks: 0, blindRatio: 1 },
  maxStarts: 10_000,
});

const grant = (maxTasks: number, members: readonly Member[], bystanders = 0) => {
  const inUse = new Map([['workers', { tasks: bystanders, vcpu: bystanders }]]);
  const granted = arbitrate(members.map(contender), capOnly(workers(maxTasks)), inUse);
  return Object.fromEntries(granted.map(({ decision }) => [decision.service.name, decision.to]));
};

describe('a group cap', () => {
  it('grants everything while there is room: 322 + 3 waiting jobs are 7 + 1 workers', () => {
    const members = [
      { name: 'a', from: 0, to: 7 },
      { name: 'b', from: 0, to: 1 },
    ];
    expect(grant(20, members)).toEqual({ a: 7, b: 1 });
  });

  it('shares evenly among equals, and what one leaves goes to the others', () => {
    const members = [
      { name: 'a', from: 0, to: 10 },
      { name: 'b', from: 0, to: 10 },
      { name: 'c', from: 0, to: 2 },
    ];
    expect(grant(14, members)).toEqual({ a: 6, b: 6, c: 2 });
  });

  it('serves higher priority first', () => {
    const members = [
      { name: 'a', from: 0, to: 10 },
      { name: 'b', from: 0, to: 10, priority: 5 },
    ];
    expect(grant(12, members)).toEqual({ a: 2, b: 10 });
  });

  it('gives what is guaranteed before any priority', () => {
    const members = [
      { name: 'a', from: 0, to: 10, guaranteed: 4 },
      { name: 'b', from: 0, to: 10, priority: 5 },
    ];
    expect(grant(10, members)).toEqual({ a: 4, b: 6 });
  });

  it('gives minimums before any priority, as the fleet file was checked to leave room for them', () => {
    const [low, high] = [
      { name: 'low', from: 0, to: 10 },
      { name: 'high', from: 0, to: 10, priority: 5 },
    ].map(contender);
    if (low === undefined || high === undefined) throw new Error('two members were made');
    const floored = { ...low, policy: { ...low.policy, min: 3 } };
    const granted = arbitrate([floored, high], capOnly(workers(10)), new Map());
    expect(granted.map(({ decision }) => [decision.service.name, decision.to]).sort()).toEqual([
      ['high', 7],
      ['low', 3],
    ]);
  });

  it('gives out freed room only once it is free', () => {
    const members = [
      { name: 'a', from: 10, to: 5 },
      { name: 'b', from: 10, to: 15 },
    ];
    expect(grant(20, members)).toEqual({ a: 5, b: 10 });
  });

  it('counts members that nobody could decide about', () => {
    expect(grant(20, [{ name: 'a', from: 5, to: 15 }], 10)).toEqual({ a: 10 });
  });

  it('takes nothing away from services that stand above it', () => {
    expect(grant(5, [{ name: 'a', from: 10, to: 12 }])).toEqual({ a: 10 });
  });

  it('says what was asked and what was granted', () => {
    const asking = contender({ name: 'a', from: 1, to: 9 });
    const [only] = arbitrate([asking], capOnly(workers(3)), new Map());
    expect(only?.decision.reasons).toEqual([
      { kind: 'group-capped', group: 'workers', cap: 3, unit: 'tasks', asked: 9, granted: 3 },
    ]);
  });

  it('holds whatever the input', () => {
    const member = fc.record({
      from: fc.nat(20),
      to: fc.nat(40),
      priority: fc.nat(3),
      guaranteed: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(member, { maxLength: 12 }), fc.nat(200), (members, cap) => {
        const named = members.map((each, index) => ({ ...each, name: `s${index}` }));
        const granted = grant(cap, named);
        const before = named.reduce((sum, { from }) => sum + from, 0);
        const peak = named.reduce(
          (sum, { name, from }) => sum + Math.max(from, granted[name] ?? 0),
          0,
        );
        expect(peak).toBeLessThanOrEqual(Math.max(cap, before));
        for (const { name, from, to, guaranteed } of named) {
          expect(granted[name]).toBeGreaterThanOrEqual(Math.min(from, to, guaranteed));
          expect(granted[name]).toBeLessThanOrEqual(to);
        }
      }),
    );
  });
});

describe('the order of action', () => {
  it('puts scale-outs first, by urgency and then priority', () => {
    const members: readonly Member[] = [
      { name: 'in', from: 5, to: 1, urgency: 'low' },
      { name: 'low', from: 1, to: 2, priority: 9 },
      { name: 'high', from: 1, to: 2, urgency: 'high' },
      { name: 'high-first', from: 1, to: 2, urgency: 'high', priority: 1 },
    ];
    const order = arbitrate(members.map(contender), capOnly(null), new Map()).map(
      ({ decision }) => decision.service.name,
    );
    expect(order).toEqual(['high-first', 'high', 'low', 'in']);
  });
});
