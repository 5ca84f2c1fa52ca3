import { describe, expect, it } from 'vitest';
import type { MissingPolicy } from '#engine/policy.ts';
import { bare, cpuTrack, minuteMs, seriesOf, startMs } from '../support.ts';
import {
  absent,
  backlog,
  decideOn,
  failed,
  memoryTrack,
  secondsAgo,
  steady,
  withMissing,
} from './given.ts';

describe('metrics that are missing or fail', () => {
  const queue = { ...bare, min: 0, rules: [backlog] };

  it('keda#1850, #886: an unreachable metrics source does not scale to zero', () => {
    for (const queueDepth of [absent, failed]) {
      expect(decideOn({ policy: queue, readings: { queueDepth } }).to).toBe(4);
    }
  });

  it('keda#2244: nor does a read that fails where an empty one would count as zero', () => {
    const zero: MissingPolicy = { kind: 'zero' };
    const policy = { ...queue, rules: [withMissing(backlog, zero, zero)] };
    expect(decideOn({ policy, readings: { queueDepth: failed } }).to).toBe(4);
    expect(decideOn({ policy, readings: { queueDepth: absent } }).to).toBe(0);
  });

  it('keda#8056: an unreachable source triggers the fallback', () => {
    const fallback: MissingPolicy = { kind: 'fallback', tasks: 6 };
    const policy = { ...queue, rules: [withMissing(backlog, fallback, { kind: 'hold' })] };
    expect(decideOn({ policy, readings: { queueDepth: failed } }).to).toBe(6);
  });

  it('keda#7239, #7411, #7488: the fallback is for plain CPU as well', () => {
    const fallback: MissingPolicy = { kind: 'fallback', tasks: 6 };
    const policy = { rules: [withMissing(cpuTrack, fallback, { kind: 'hold' })] };
    expect(decideOn({ policy, readings: { cpu: absent } }).to).toBe(6);
  });

  it('keda#6844, #6787: cooldowns hold for every step down, not just for the last one to zero', () => {
    const cooldown = { low: 300, medium: 180, high: 60 };
    const policy = { ...queue, cooldownSeconds: { out: cooldown, in: cooldown } };
    const state = { lastIn: secondsAgo(100, 9, 8) };
    const readings = { queueDepth: steady(200) };
    expect(decideOn({ desired: 8, policy, readings, state }).to).toBe(8);
  });

  it('kubernetes#99394: one metric missing of two does not scale down', () => {
    const policy = { rules: [cpuTrack, memoryTrack] };
    expect(decideOn({ desired: 8, policy, readings: { cpu: steady(25, 8) } }).to).toBe(8);
  });

  it('kubernetes#105187: nor do both', () => {
    const policy = { rules: [cpuTrack, memoryTrack] };
    expect(decideOn({ desired: 8, policy }).to).toBe(8);
  });

  it('kubernetes#109214: an unknown metric blocks scale-down only as long as one wants it to', () => {
    const ignore: MissingPolicy = { kind: 'ignore' };
    const policy = { rules: [cpuTrack, withMissing(memoryTrack, ignore, ignore)] };
    expect(decideOn({ desired: 8, policy, readings: { cpu: steady(25, 8) } }).to).toBe(4);
  });

  it('kubernetes#119788: nor when the metric did exist and has gone', () => {
    const last: MissingPolicy = { kind: 'last', seconds: 900 };
    const policy = { rules: [cpuTrack, withMissing(memoryTrack, last, last)] };
    const memory = seriesOf(
      Array.from({ length: 10 }, () => 25),
      8,
      startMs - 6 * minuteMs,
    );
    expect(decideOn({ desired: 8, policy, readings: { cpu: steady(25, 8), memory } }).to).toBe(4);
  });

  it('nomad-autoscaler#622: an outage of the metrics can be met with more tasks', () => {
    const fallback: MissingPolicy = { kind: 'fallback', tasks: 12 };
    const policy = { rules: [withMissing(cpuTrack, fallback, { kind: 'hold' })] };
    expect(decideOn({ desired: 4, policy, readings: { cpu: failed } }).to).toBe(12);
    expect(decideOn({ desired: 20, policy, readings: { cpu: failed } }).to).toBe(20);
  });
});
