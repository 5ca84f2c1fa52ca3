/**
 * What people complain about in other autoscalers, thread by thread, and that this one does not do it.
 * The numbers of a thread are used where it has any.
 */
import { describe, expect, it } from 'vitest';
import { whyNot } from '#engine/counterfactual.ts';
import { decide } from '#engine/decide.ts';
import { explain } from '#engine/explain.ts';
import { arbitrate } from '#engine/fleet.ts';
import type { DecideInput, Decision, Reading } from '#engine/model.ts';
import type { Override, OverrideOrder } from '#engine/override.ts';
import { parseFormula } from '#engine/parse-formula.ts';
import type { MissingPolicy, Policy, Rule, SignalDefinition } from '#engine/policy.ts';
import { contender, countsOf } from './fleet/support.ts';
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
} from './support.ts';
import { play } from './timeline.ts';

type Given = {
  readonly desired?: number;
  readonly policy?: Partial<Policy>;
  readonly view?: Parameters<typeof viewOf>[1];
  readonly readings?: Readonly<Record<string, Reading>>;
  readonly state?: Parameters<typeof stateOf>[0];
  readonly overrides?: readonly Override[];
};

const inputOf = (given: Given): DecideInput => {
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

const decideOn = (given: Given): Decision => decide(inputOf(given)).decision;

const steady = (value: number, tasks?: number): Reading =>
  seriesOf(
    Array.from({ length: 10 }, () => value),
    tasks,
  );

const secondsAgo = (seconds: number, from: number, to: number) =>
  ({ atMs: startMs - seconds * 1000, from, to, urgency: 'low' }) as const;

const backlog: Rule = {
  ...ruleDefaults,
  kind: 'backlog',
  name: 'backlog',
  signal: 'queueDepth',
  perTask: 50,
};

const memoryTrack: Rule = { ...cpuTrack, name: 'track memory', signal: 'memory' };

const withMissing = (rule: Rule, out: MissingPolicy, inwards: MissingPolicy): Rule => ({
  ...rule,
  missing: { out, in: inwards },
});

const absent: Reading = { kind: 'absent' };
const failed: Reading = { kind: 'failed', cause: 'connection refused' };

describe('slow and untunable', () => {
  it('containers-roadmap#1208: one high minute is enough, three are not needed', () => {
    expect(decideOn({ readings: { cpu: seriesOf([50, 50, 80], 4) } }).to).toBe(7);
  });

  it('containers-roadmap#2113: scale-out is not held up by a scale-in that was smaller', () => {
    const state = { lastIn: secondsAgo(10, 5, 4) };
    expect(decideOn({ readings: { cpu: seriesOf([80], 4) }, state }).to).toBe(7);
  });

  it('containers-roadmap#1220: how long it has to be calm is a setting, not 15 minutes', () => {
    const cpu = seriesOf([50, 25, 25, 25], 8);
    const calmFor = (seconds: number) =>
      decideOn({
        desired: 8,
        policy: { stabilizeSeconds: { out: 0, in: seconds } },
        readings: { cpu },
      }).to;
    expect([calmFor(120), calmFor(300)]).toEqual([4, 8]);
  });

  it('containers-roadmap#2299: how eager it is can be set for each direction', () => {
    const cpu = steady(53, 10);
    const eager = { toleranceRatio: { out: 0, in: 0.3 } };
    expect(decideOn({ desired: 10, readings: { cpu } }).to).toBe(10);
    expect(decideOn({ desired: 10, policy: eager, readings: { cpu } }).to).toBe(11);
  });

  it('aws-cdk#34472: target tracking can wait for several high points in a row', () => {
    const policy = { stabilizeSeconds: { out: 120, in: 300 } };
    expect(decideOn({ policy, readings: { cpu: seriesOf([50, 50, 80], 4) } }).to).toBe(4);
    expect(decideOn({ policy, readings: { cpu: seriesOf([80, 80, 80], 4) } }).to).toBe(7);
  });

  it('aws-cdk#31240: what missing data means can be set', () => {
    const zero: MissingPolicy = { kind: 'zero' };
    const rules = [withMissing(cpuTrack, zero, zero)];
    expect(decideOn({ readings: { cpu: absent } }).to).toBe(4);
    expect(decideOn({ policy: { rules }, readings: { cpu: absent } }).to).toBe(1);
  });

  it('aws-cdk#20659: target tracking takes arithmetic over metrics', () => {
    const parsed = parseFormula('queueDepth / 10 + requests');
    if (parsed.kind === 'refused') throw new Error(parsed.message);
    const work: SignalDefinition = { kind: 'formula', per: 'service', formula: parsed.formula };
    const signals = { ...policyOf().signals, work };
    const rules = [{ ...cpuTrack, signal: 'work', target: 100, saturation: null }];
    const readings = { queueDepth: steady(1000), requests: steady(600) };
    // 1000 ÷ 10 + 600 = 700; 700 ÷ 100 = 7
    expect(decideOn({ policy: { signals, rules }, readings }).to).toBe(7);
  });

  it('aws-cdk#34072: the backlog per task is a rule of its own', () => {
    const policy = { ...bare, rules: [backlog] };
    expect(decideOn({ policy, readings: { queueDepth: steady(322) } }).to).toBe(7);
  });

  it('aws-cdk#10141: no step of a ladder is dropped', () => {
    const rung = (from: number, to: number | null, tasks: number) =>
      ({ from, to, adjust: { kind: 'add', tasks } }) as const;
    const ladder: Rule = {
      ...ruleDefaults,
      kind: 'step',
      name: 'step',
      signal: 'cpu',
      rungs: [rung(50, 60, 1), rung(60, 70, 2), rung(70, 80, 3), rung(80, null, 4)],
      evaluate: { breaching: 1, of: 1 },
    };
    const at = (value: number) =>
      decideOn({ policy: { ...bare, rules: [ladder] }, readings: { cpu: seriesOf([value]) } }).to;
    expect([at(55), at(65), at(75), at(85)]).toEqual([5, 6, 7, 8]);
  });
});

describe('deployments and other hands', () => {
  it('terraform#4950: a count that a deploy reset is noticed, left alone for a cooldown, and then corrected', () => {
    const { counts } = play({
      policy: policyOf(),
      desired: 8,
      load: Array.from({ length: 8 }, () => 400),
      happenings: { 2: { desired: 6 } },
    });
    // 400 % over 6 tasks is 67 %: a third over, so of medium urgency, which waits three minutes.
    expect(counts).toEqual([8, 8, 6, 6, 6, 8, 8, 8]);
  });

  it('containers-roadmap#525: tasks of the old revision do not add to the new count', () => {
    const view = { running: 16, rollout: 'in-progress' } as const;
    // 8 old and 8 new share the load of 8: 25 % over 16.
    expect(decideOn({ desired: 8, view, readings: { cpu: steady(25, 16) } }).to).toBe(8);
  });

  it('aws-cdk#13004: scale-in goes on after a deployment', () => {
    const { counts } = play({
      policy: policyOf(),
      desired: 8,
      load: [400, ...Array.from({ length: 11 }, () => 200)],
      happenings: Object.fromEntries(
        Array.from({ length: 9 }, (_, tick) => [tick, { rollout: 'in-progress' as const }]),
      ),
    });
    expect(counts).toEqual([8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 4, 4]);
  });
});

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

  it('keda#944: a pause can hold the count where it is, or set it', () => {
    const busy = { desired: 8, readings: { cpu: steady(75, 8) } };
    expect(decideOn({ ...busy, overrides: [orderOf({ kind: 'freeze' })] }).to).toBe(8);
    expect(decideOn({ ...busy, overrides: [orderOf({ kind: 'pin', tasks: 3 })] }).to).toBe(3);
  });
});

describe('metrics that are missing or fail', () => {
  const queue = { ...bare, min: 0, rules: [backlog] };

  it('keda#1850: an unreachable metrics source does not scale to zero', () => {
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

  it('keda#7239: the fallback is for plain CPU as well', () => {
    const fallback: MissingPolicy = { kind: 'fallback', tasks: 6 };
    const policy = { rules: [withMissing(cpuTrack, fallback, { kind: 'hold' })] };
    expect(decideOn({ policy, readings: { cpu: absent } }).to).toBe(6);
  });

  it('keda#6844: cooldowns hold for every step down, not just for the last one to zero', () => {
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

describe('flapping and running away', () => {
  it('kubernetes#72775: a rollout does not double the count', () => {
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

  it('kubernetes#116984: the tolerance is set for each service and direction', () => {
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

  it('knative#3153: a surge that ends while its tasks still start takes none of them back', () => {
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

  it('nomad-autoscaler#8143: an allocation being replaced is no reason to scale in', () => {
    const view = { running: 7, pending: 1, rollout: 'in-progress' } as const;
    expect(decideOn({ desired: 8, view, readings: { cpu: steady(25, 7) } }).to).toBe(8);
  });
});

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
  it('keda#6682: a group has one maximum', () => {
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
