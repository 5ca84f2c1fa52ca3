/**
 * The engine by itself: `node --expose-gc bench/engine.ts`. Decisions a second by mix of rules, arbitration of
 * 10,000 services in one group, and what a year of ticks leaves behind.
 */
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { resolvePolicy } from '#config/resolve.ts';
import { decide } from '#engine/decide.ts';
import type { Contender } from '#engine/fleet/contender.ts';
import { arbitrate } from '#engine/fleet.ts';
import { intend } from '#engine/intend.ts';
import type { DecideInput, Point, Reading, ServiceView } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import { median, printTable } from './table.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 0, 5, 9, 0);
const windowMinutes = 30;
const home = { account: '123456789012', region: 'us-east-1' };
const id = { ...home, cluster: 'shop', name: 'web' };

const rules = {
  track: '{ kind: track, signal: cpu, target: 60 }',
  backlog: '{ kind: backlog, signal: queueDepth, perTask: 50 }',
  step: '{ kind: step, signal: memory, evaluate: { breaching: 3, of: 3 }, steps: [{ from: 70, to: 85, add: 1 }, { from: 85, add: 3 }] }',
  load: '{ kind: load, parts: [{ signal: cpu, weight: 2, idle: 20, full: 90 }, { signal: latency, weight: 1, idle: 100, full: 600 }], out: 0.7, in: 0.3, inAfter: 5m, gate: { signal: latency, above: 300 }, add: 2, remove: 2 }',
  surge: '{ kind: surge, signal: requests, factor: 2, within: 5m, atLeast: 100, add: 4 }',
  formula: '{ kind: track, signal: busiest, target: 60 }',
} as const;

const policyOf = (names: readonly (keyof typeof rules)[]): Policy => {
  const yaml = `
signals: { busiest: { formula: "max(cpu, memory ?? 0)", per: task } }
defaults: { mode: act, max: 100, stabilize: { in: ${windowMinutes}m }, rules: [${names.map((name) => rules[name]).join(', ')}] }
services: [{ cluster: shop, name: web, queue: "https://sqs.us-east-1.amazonaws.com/123456789012/work" }]
`;
  const parsed = parseFleet(yaml, defaultParameters);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  const resolved = resolvePolicy(parsed.fleet, home, id, {});
  if (resolved.kind === 'invalid') throw new Error(JSON.stringify(resolved.problems));
  return resolved.policy;
};

const viewOf = (desired: number): ServiceView => ({
  id,
  desired,
  running: desired,
  pending: 0,
  rollout: 'steady',
  failedTasks: 0,
  targetGroupArns: [],
  tags: {},
});

/** A day of rise and fall, each service with its own phase. */
const wave = (service: number, minute: number): number =>
  0.5 + 0.4 * Math.sin(((minute + service * 37) / 1440) * 2 * Math.PI);

const seriesOf = (
  nowMs: number,
  service: number,
  scale: number,
  tasks: number | null,
): Reading => ({
  kind: 'series',
  points: Array.from({ length: windowMinutes + 1 }, (_, index): Point => {
    const atMs = nowMs - (windowMinutes + 1 - index) * minuteMs;
    const value = scale * wave(service, atMs / minuteMs);
    return tasks === null ? { atMs, value } : { atMs, value, tasks };
  }),
});

const readingsOf = (nowMs: number, service: number, desired: number) => ({
  cpu: seriesOf(nowMs, service, 100, desired),
  memory: seriesOf(nowMs, service, 90, desired),
  latency: seriesOf(nowMs, service, 500, null),
  requests: seriesOf(nowMs, service, 1500, null),
  queueDepth: {
    kind: 'series',
    points: [{ atMs: nowMs, value: Math.round(400 * wave(service, nowMs / minuteMs)) }],
  } as const,
});

const firstState = (policy: Policy, desired: number): ServiceState => {
  const observation = { view: viewOf(desired), readings: {} };
  const nowMs = startMs - 1440 * minuteMs;
  return decide({ policy, observation, state: null, overrides: [], windows: [], nowMs }).state;
};

const inputOf = (policy: Policy, service: number): DecideInput => {
  const desired = 4 + (service % 9);
  return {
    policy,
    observation: { view: viewOf(desired), readings: readingsOf(startMs, service, desired) },
    state: firstState(policy, desired),
    overrides: [],
    windows: [],
    nowMs: startMs,
  };
};

/** Of processor time, all threads, so that others on the machine do not count. */
const busyMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const rounds = 5;
const roundMs = 500;

const rateOf = (inputs: readonly DecideInput[]): number => {
  const beganMs = busyMs();
  let decided = 0;
  // What is decided is used, or there would be nothing to keep an optimiser from skipping it.
  let tasks = 0;
  while (busyMs() - beganMs < roundMs) {
    for (const input of inputs) tasks += decide(input).decision.to;
    decided += inputs.length;
  }
  if (tasks === 0) throw new Error('every service was decided to zero, so nothing is measured');
  return decided / ((busyMs() - beganMs) / 1000);
};

const mixes: readonly (readonly (keyof typeof rules)[])[] = [
  ['track'],
  ['backlog'],
  ['step'],
  ['load'],
  ['surge'],
  ['formula'],
  ['track', 'step', 'surge'],
  ['track', 'backlog', 'step', 'load', 'surge', 'formula'],
];

const measureMix = (mix: readonly (keyof typeof rules)[]) => {
  const policy = policyOf(mix);
  const inputs = Array.from({ length: 256 }, (_, service) => inputOf(policy, service));
  const rate = median(Array.from({ length: rounds }, () => rateOf(inputs)));
  return [mix.length > 3 ? 'all six' : mix.join(' + '), rate, 1e6 / rate] as const;
};

const contenders = (count: number): readonly Contender[] => {
  const policy = { ...policyOf(['track']), group: 'all' };
  return Array.from({ length: count }, (_, service) => {
    const input = inputOf({ ...policy, priority: service % 5, guaranteed: service % 3 }, service);
    const { decision, state } = decide(input);
    const name = `web-${service}`;
    const asking = { ...decision, service: { ...id, name }, to: decision.from + (service % 7) };
    return { ...input, decision: asking, state };
  });
};

const measureArbitration = (count: number, share: number) => {
  const fleet = contenders(count);
  const inUse = fleet.reduce((sum, { decision }) => sum + decision.from, 0);
  const asked = fleet.reduce((sum, { decision }) => sum + decision.to - decision.from, 0);
  const cap = inUse + Math.round(asked * share);
  const policy = {
    groups: { all: { name: 'all', maxTasks: cap, maxVcpu: null } },
    blastGuard: { shareRatio: 0.5, minTasks: 20, blindRatio: 0.5 },
    maxStarts: 1_000_000,
  };
  let granted = 0;
  const times = Array.from({ length: 9 }, () => {
    const beganMs = busyMs();
    const decided = arbitrate(fleet, policy, new Map());
    granted = decided.reduce((sum, { decision }) => sum + Math.max(decision.from, decision.to), 0);
    return busyMs() - beganMs;
  });
  if (granted > cap) throw new Error(`${granted} tasks were granted under a cap of ${cap}`);
  return [
    count,
    `${share * 100} % of what is asked`,
    median(times),
    `${granted} of ${cap}`,
  ] as const;
};

const heapMb = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

const yearOfTicks = () => {
  const policy = policyOf(['track', 'backlog', 'surge']);
  let state: ServiceState | null = null;
  let desired = 4;
  let actions = 0;
  let largestState = 0;
  const before = heapMb();
  const ticks = 365 * 1440;
  for (let minute = 0; minute < ticks; minute += 1) {
    const nowMs = startMs + minute * minuteMs;
    const observation = { view: viewOf(desired), readings: readingsOf(nowMs, 0, desired) };
    const output = decide({ policy, observation, state, overrides: [], windows: [], nowMs });
    state = intend(output.state, output.decision, 'act');
    if (output.decision.to !== desired) actions += 1;
    desired = output.decision.to;
    if (minute % 1000 === 0) largestState = Math.max(largestState, JSON.stringify(state).length);
  }
  const after = heapMb();
  return [ticks, actions, before, after, largestState, JSON.stringify(state).length] as const;
};

printTable(`decide: ${windowMinutes}-minute window, one core's time, Node ${process.version}`, [
  ['rules', 'decisions/s', 'µs each'],
  ...mixes.map(measureMix),
]);

printTable('arbitrate: one group', [
  ['services', 'room', 'ms', 'tasks granted'],
  measureArbitration(1_000, 0.5),
  measureArbitration(10_000, 0.5),
  measureArbitration(10_000, 1),
]);

printTable('a year of one service, one tick a minute', [
  ['ticks', 'actions', 'heap MB before', 'heap MB after', 'largest state, bytes', 'last state'],
  yearOfTicks(),
]);
