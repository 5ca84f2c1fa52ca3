import { describe, expect, it } from 'vitest';
import { capGroup } from '#engine/fleet/cap-group.ts';
import type { Reason } from '#engine/reason.ts';
import { minuteMs, startMs } from '../support.ts';
import { contender, countsOf, type Member } from './support.ts';

const group = { name: 'workers', maxTasks: 20, maxVcpu: null };
const nobody = { tasks: 0, vcpu: 0 };

const capped = (...members: readonly Member[]) =>
  countsOf(capGroup(members.map(contender), group, nobody));

/** Asks for 5 more, at higher priority, in a full group. */
const important: Member = { name: 'vip', from: 10, to: 15, policy: { priority: 5 } };
const ordinary: Member = { name: 'a', from: 10, to: 10 };

const reason: Reason = {
  kind: 'no-data',
  rule: 'r',
  signal: 'cpu',
  why: 'absent',
  detail: '',
  treatment: 'hold',
  want: null,
};

describe('making room in a full group', () => {
  it('lower priority gives up what higher priority was denied; it is used on the next tick', () => {
    expect(capped(important, ordinary)).toEqual({ vip: 10, a: 5 });
  });

  it('equals give up nothing', () => {
    expect(capped({ ...important, policy: {} }, ordinary)).toEqual({ vip: 10, a: 10 });
  });

  it('what was guaranteed is given up by equals and by those of higher priority too', () => {
    const assured: Member = { name: 'g', from: 0, to: 5, policy: { guaranteed: 3 } };
    const full: Member = { name: 'a', from: 20, to: 20 };
    expect(capped(assured, full)).toEqual({ g: 0, a: 17 });
    expect(capped(assured, { ...full, policy: { priority: 9 } })).toEqual({ g: 0, a: 17 });
    expect(capped({ ...assured, policy: { min: 2 } }, full)).toEqual({ g: 0, a: 18 });
    // Once it has that, it waits with the others.
    expect(capped({ ...assured, from: 3 }, { ...full, from: 17, to: 17 })).toEqual({ g: 3, a: 17 });
  });

  it('nobody gives up what was guaranteed, or its minimum', () => {
    expect(capped(important, { ...ordinary, policy: { guaranteed: 8 } })).toEqual({
      vip: 10,
      a: 8,
    });
    expect(capped(important, { ...ordinary, policy: { min: 7 } })).toEqual({ vip: 10, a: 7 });
  });

  it('nobody gives up the minimum of a schedule or of an order', () => {
    const windows = [{ name: 'day', min: 9, max: null, untilMs: startMs + minuteMs }];
    expect(capped(important, { ...ordinary, windows })).toEqual({ vip: 10, a: 9 });
    const floor = {
      order: { kind: 'floor', tasks: 9 },
      scope: 'service',
      setAtMs: startMs - minuteMs,
      expiresAtMs: startMs + minuteMs,
      who: 'ada',
      why: 'a test',
    } as const;
    expect(capped(important, { ...ordinary, overrides: [floor] })).toEqual({ vip: 10, a: 9 });
    const ended = { ...floor, expiresAtMs: startMs };
    expect(capped(important, { ...ordinary, overrides: [ended] })).toEqual({ vip: 10, a: 5 });
  });

  it('a scale-in that is under way counts towards it', () => {
    expect(capped(important, { ...ordinary, to: 7 })).toEqual({ vip: 10, a: 5 });
  });

  it('the lowest priority gives first, down to the last task where no rule could bring it back', () => {
    const lower = { ...ordinary, name: 'b', from: 5, to: 5 };
    const higher = { ...ordinary, name: 'a', from: 5, to: 5, policy: { priority: 2 } };
    expect(capped(important, higher, lower)).toEqual({ vip: 10, a: 4, b: 1 });
  });

  const held: readonly (readonly [name: string, changes: Partial<Member>])[] = [
    ['in a rollout', { view: { rollout: 'in-progress' } }],
    ['whose tasks still start', { view: { running: 8 } }],
    [
      'whose breaker is open',
      {
        state: { breaker: { kind: 'half-open', cause: 'actuation', sinceMs: 0, openSeconds: 60 } },
      },
    ],
    ['that is without data', { decision: { reasons: [reason] } }],
    ['that only observes, since nothing would come of it', { policy: { mode: 'observe' } }],
  ];
  for (const [name, changes] of held) {
    it(`nobody gives way ${name}`, () => {
      expect(capped(important, { ...ordinary, ...changes })).toEqual({ vip: 10, a: 10 });
    });
  }

  it('says for whom', () => {
    const [, gave] = capGroup([important, ordinary].map(contender), group, nobody);
    expect(gave?.decision.reasons).toEqual([
      { kind: 'made-room', group: 'workers', asked: 10, granted: 5 },
    ]);
  });
});
