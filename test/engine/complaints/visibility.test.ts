import { describe, expect, it } from 'vitest';
import { whyNot } from '#engine/counterfactual.ts';
import { explain } from '#engine/explain.ts';
import type { Override, OverrideOrder } from '#engine/override.ts';
import { cpuTrack, minuteMs, startMs } from '../support.ts';
import { decideOn, failed, inputOf, memoryTrack, secondsAgo, steady } from './given.ts';

describe('not knowing why', () => {
  const calm = { desired: 8, readings: { cpu: steady(25, 8) } };

  it('awsdocs/amazon-ecs-developer-guide#150: says when it will scale in', () => {
    const state = { lastIn: secondsAgo(100, 9, 8) };
    const { blockers, earliestMs } = whyNot(inputOf({ ...calm, state }), 'in');
    expect(earliestMs).toBe(startMs + 200_000);
    expect(blockers.map(({ text }) => text)).toEqual([
      'not to 7 for 200 s more: the cooldown is 5 min at low urgency',
    ]);
  });

  it('copilot-cli#4298: of two policies it says which one stops the scale-in', () => {
    const policy = { rules: [cpuTrack, memoryTrack] };
    const readings = { cpu: steady(25, 8), memory: steady(49, 8) };
    expect(explain(decideOn({ desired: 8, policy, readings }))).toContain(
      'track memory asks for most, 8 tasks, ahead of track cpu',
    );
  });

  it('copilot-cli#4298: and scales in by itself once both agree', () => {
    const policy = { rules: [cpuTrack, memoryTrack] };
    const readings = { cpu: steady(25, 8), memory: steady(25, 8) };
    expect(decideOn({ desired: 8, policy, readings }).to).toBe(4);
  });

  it('kubernetes#138992: every step that changed the number is on record', () => {
    const limits = {
      out: { select: 'max', policies: [{ kind: 'tasks', amount: 2, perSeconds: 60 }] },
      in: { select: 'max', policies: [] },
    } as const;
    const kinds = decideOn({
      policy: { limits, max: 5 },
      readings: { cpu: steady(80, 4) },
    }).reasons.map(({ kind }) => kind);
    expect(kinds).toEqual(['wish', 'limited', 'bounded']);
  });

  it('kubernetes#96938: a metric that is missing is named, with what is made of it', () => {
    const policy = { rules: [cpuTrack, memoryTrack] };
    const readings = { cpu: steady(25, 8), memory: failed };
    const words = explain(decideOn({ desired: 8, policy, readings }));
    expect(words).toContain(
      'track memory: no usable memory (connection refused), which blocks scale-in',
    );
    expect(words).toContain('not down to 4 while track memory has no data');
  });
});

const orderOf = (order: OverrideOrder, minutes = 60): Override => ({
  order,
  scope: 'service',
  setAtMs: startMs - 30 * minuteMs,
  expiresAtMs: startMs - 30 * minuteMs + minutes * minuteMs,
  who: 'ada',
  why: 'a spike',
});

describe('orders that are forgotten', () => {
  it('containers-roadmap#2271: a minimum raised for a spike lowers itself', () => {
    const floor = (minutes: number) => [orderOf({ kind: 'floor', tasks: 20 }, minutes)];
    const calm = { desired: 20, readings: { cpu: steady(10, 20) } };
    expect(decideOn({ ...calm, overrides: floor(31) }).to).toBe(20);
    expect(decideOn({ ...calm, overrides: floor(30) }).to).toBe(4);
  });

  it('keda#6956: a pause ends by itself', () => {
    const pause = (minutes: number) => [orderOf({ kind: 'pause-in' }, minutes)];
    const calm = { desired: 8, readings: { cpu: steady(25, 8) } };
    expect(decideOn({ ...calm, overrides: pause(31) }).to).toBe(8);
    expect(decideOn({ ...calm, overrides: pause(30) }).to).toBe(4);
  });

  it('keda#944, #6902, #7022: a pause can hold the count where it is, or set it', () => {
    const busy = { desired: 8, readings: { cpu: steady(75, 8) } };
    expect(decideOn({ ...busy, overrides: [orderOf({ kind: 'freeze' })] }).to).toBe(8);
    expect(decideOn({ ...busy, overrides: [orderOf({ kind: 'pin', tasks: 3 })] }).to).toBe(3);
  });
});
