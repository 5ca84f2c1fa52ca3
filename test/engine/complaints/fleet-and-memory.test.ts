import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import { arbitrate } from '#engine/fleet.ts';
import { contender, countsOf } from '../fleet/support.ts';
import { bare, minuteMs, policyOf, seriesOf, startMs } from '../support.ts';
import { play } from '../timeline.ts';
import { backlog, decideOn, inputOf, secondsAgo, steady } from './given.ts';

describe('what a scheduled function forgets', () => {
  it('buildkite-agent-scaler#6: a cold start keeps the cooldown, for it is in the state', () => {
    const state = { lastIn: secondsAgo(100, 9, 8) };
    const given = inputOf({ desired: 8, readings: { cpu: steady(25, 8) }, state });
    // Everything that survives a cold start is the state, and it is plain data.
    const restarted = { ...given, state: JSON.parse(JSON.stringify(given.state)) };
    expect(decide(restarted).decision.to).toBe(8);
    expect(decide(inputOf({ desired: 8, readings: { cpu: steady(25, 8) } })).decision.to).toBe(4);
  });

  it('buildkite-agent-scaler#352: a scale-in by somebody else counts as well', () => {
    const state = { foreign: { atMs: startMs - 100_000, from: 10, to: 8 } };
    expect(decideOn({ desired: 8, readings: { cpu: steady(25, 8) }, state }).to).toBe(8);
  });

  it('buildkite-agent-scaler#46: what is still booting is not asked for twice', () => {
    const { counts } = play({
      policy: policyOf({ ...bare }),
      desired: 4,
      load: [200, 320, 320, 320, 320, 320],
      startTicks: 4,
    });
    expect(counts).toEqual([4, 4, 7, 7, 7, 7]);
  });

  it('elastic-ci-stack#72: a busy queue that is never idle still scales in', () => {
    const policy = { rules: [backlog] };
    expect(decideOn({ desired: 10, policy, readings: { queueDepth: steady(101) } }).to).toBe(10);
    const held = { queueDepth: [{ atMs: startMs - 10 * minuteMs, value: 101 }] };
    expect(
      decideOn({
        desired: 10,
        policy,
        readings: { queueDepth: seriesOf([101], undefined, startMs + minuteMs) },
        state: { held },
      }).to,
    ).toBe(3);
  });

  it('elastic-ci-stack#274: the wait after a scale-in does not hold up a larger scale-out', () => {
    const state = { lastIn: secondsAgo(10, 10, 8) };
    expect(decideOn({ desired: 8, readings: { cpu: steady(80, 8) }, state }).to).toBe(13);
  });
});

describe('the fleet, and zero', () => {
  it('keda#6682, #5889, #1500: a group has one maximum', () => {
    const fleet = [
      contender({ name: 'a', from: 0, to: 15 }),
      contender({ name: 'b', from: 0, to: 15 }),
    ];
    const policy = {
      groups: { workers: { name: 'workers', maxTasks: 20, maxVcpu: null } },
      blastGuard: { shareRatio: 1, minTasks: 0, blindRatio: 1 },
      maxStarts: 1000,
    };
    expect(countsOf(arbitrate(fleet, policy, new Map()))).toEqual({ a: 10, b: 10 });
  });

  it('containers-roadmap#1017: a queue worker goes to zero and comes back', () => {
    const { counts } = play({
      policy: policyOf({ ...bare, min: 0, rules: [backlog] }),
      desired: 1,
      signal: 'queueDepth',
      load: [10, 0, 0, 1],
    });
    expect(counts).toEqual([1, 0, 0, 1]);
  });

  it('copilot-cli#3376: it leaves zero for a single message, however small a part of a task that is', () => {
    const policy = { ...bare, min: 0, rules: [backlog] };
    expect(decideOn({ desired: 0, policy, readings: { queueDepth: steady(1) } }).to).toBe(1);
  });

  it('copilot-cli#3054: a service that only knows CPU is not taken to zero, where CPU does not exist', () => {
    expect(decideOn({ desired: 1, policy: { min: 0 }, readings: { cpu: steady(0, 1) } }).to).toBe(
      1,
    );
  });

  it('containers-roadmap#125: tasks that protect themselves are waited for', () => {
    const state = { lastIn: secondsAgo(120, 8, 4), recent: [secondsAgo(120, 8, 4)] };
    // 8 still run of 4 desired, since they finish their jobs.
    const policy = { ...bare };
    expect(
      decideOn({ desired: 4, policy, view: { running: 8 }, readings: { cpu: steady(5, 8) }, state })
        .to,
    ).toBe(4);
  });
});
