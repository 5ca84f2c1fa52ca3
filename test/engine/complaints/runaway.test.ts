import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import type { Rule } from '#engine/policy.ts';
import {
  bare,
  cpuTrack,
  minuteMs,
  policyOf,
  ruleDefaults,
  seriesOf,
  startMs,
  stateOf,
  viewOf,
} from '../support.ts';
import { play } from '../timeline.ts';
import { decideOn, inputOf, secondsAgo, steady } from './given.ts';

describe('flapping and running away', () => {
  it('kubernetes#72775, #90461, #78712: a rollout does not double the count', () => {
    // There: 383, 479, 589, 664. New pods without metrics stand beside the old ones at 50 %.
    const counts = [479, 589, 664].map((running) => {
      const view = { running, rollout: 'in-progress' } as const;
      return decideOn({
        desired: 383,
        policy: { max: 1000 },
        view,
        readings: { cpu: steady(50, 383) },
      }).to;
    });
    expect(counts).toEqual([383, 383, 383]);
  });

  it('kubernetes#84142: warming up at full CPU counts for the tasks that warm up, and no more', () => {
    // 4 old tasks at 50 %, 1 new one at 100 %: (200 + 100) ÷ 50 = 6 tasks of load at most.
    const view = { running: 5, rollout: 'in-progress' } as const;
    expect(decideOn({ desired: 4, view, readings: { cpu: seriesOf([50, 60], 5) } }).to).toBe(6);
  });

  it('kubernetes#64088: overload that hides tasks from view is no reason to scale in', () => {
    // 2 of 8 are still measured, and idle: the other 6 count as on target.
    expect(decideOn({ desired: 8, readings: { cpu: steady(10, 2) } }).to).toBe(7);
    expect(decideOn({ desired: 8, readings: { cpu: steady(95, 2) } }).to).toBe(8);
  });

  it('kubernetes#116984, #62013: the tolerance is set for each service and direction', () => {
    const policy = { toleranceRatio: { out: 0.02, in: 0.25 } };
    expect(
      decideOn({
        desired: 100,
        policy: { ...policy, max: 200 },
        readings: { cpu: steady(51.5, 100) },
      }).to,
    ).toBe(103);
    expect(decideOn({ desired: 100, policy, readings: { cpu: steady(38, 100) } }).to).toBe(100);
  });

  const surge: Rule = {
    ...ruleDefaults,
    kind: 'surge',
    name: 'surge',
    signal: 'requests',
    factor: 2,
    withinSeconds: 300,
    atLeast: 100,
    adjust: { kind: 'times', factor: 2 },
  };

  it('knative#3153, #9121, #6743: a surge that ends while its tasks still start takes none of them back', () => {
    const requests = seriesOf([100, 100, 300, 300, 120]);
    const policy = {
      ...bare,
      rules: [{ ...cpuTrack, signal: 'requests', target: 30, saturation: null }, surge],
    };
    const state = { lastOut: secondsAgo(120, 4, 8), recent: [secondsAgo(120, 4, 8)] };
    const view = { running: 4, pending: 4 };
    expect(decideOn({ desired: 8, policy, view, readings: { requests }, state }).to).toBe(8);
  });

  it('knative#13284: a surge is not raised again and again while its tasks start slowly', () => {
    const counts = play({
      policy: policyOf({ ...bare, rules: [{ ...surge, signal: 'queueDepth' }] }),
      desired: 4,
      signal: 'queueDepth',
      load: [100, 300, 300, 300, 300],
      startTicks: 9,
    }).counts;
    expect(counts).toEqual([4, 8, 8, 8, 8]);
  });

  const breaker = {
    trip: { kind: 'failed-starts', raises: 3, graceSeconds: 300, failedTasks: 10 },
    openSeconds: 60,
    maxOpenSeconds: 3600,
  } as const;

  it('knative#2145: tasks that crash in a loop stop the scale-out', () => {
    const { decision, events } = decide(
      inputOf({
        policy: { breakers: [breaker] },
        view: { failedTasks: 10 },
        readings: { cpu: steady(80, 4) },
      }),
    );
    expect(decision.to).toBe(4);
    expect(events).toMatchObject([{ kind: 'breaker-opened', cause: 'failed-starts' }]);
  });

  it('escalator#294: 600 desired while 100 run is stopped long before', () => {
    // Waiting work grows without end, and nothing that is asked for ever starts.
    const perTask = {
      ...cpuTrack,
      name: 'track requests',
      signal: 'requests',
      target: 1,
      saturation: null,
    };
    let desired = 100;
    let state = stateOf({ knownDesired: desired });
    for (let minute = 0; minute < 60; minute += 1) {
      const nowMs = startMs + minute * minuteMs;
      const output = decide({
        policy: policyOf({ ...bare, max: 1000, rules: [perTask], breakers: [breaker] }),
        observation: {
          view: viewOf(desired, { running: 100, pending: desired - 100 }),
          readings: { requests: seriesOf([100 + 10 * minute], 100, nowMs) },
        },
        state,
        overrides: [],
        windows: [],
        nowMs,
      });
      const { to, from, urgency } = output.decision;
      const intent = { atMs: nowMs, from, to, urgency, mode: 'act' } as const;
      state = to === from ? output.state : { ...output.state, intent };
      desired = to;
    }
    expect(desired).toBeLessThan(200);
  });

  it('nomad-autoscaler#8143, nomad#14669: an allocation being replaced is no reason to scale in', () => {
    const view = { running: 7, pending: 1, rollout: 'in-progress' } as const;
    expect(decideOn({ desired: 8, view, readings: { cpu: steady(25, 7) } }).to).toBe(8);
  });
});
