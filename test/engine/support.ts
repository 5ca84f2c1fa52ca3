/** Small builders, so that a test states only what it is about. */

import { noLosses } from '#engine/losses.ts';
import type { Context, Point, Proposal, Reading, ServiceId, ServiceView } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import { noStrikes } from '#engine/strikes.ts';

export const minuteMs = 60_000;
export const startMs = Date.UTC(2026, 0, 5, 9, 0);

export const serviceId: ServiceId = {
  account: '123456789012',
  region: 'us-east-1',
  cluster: 'prod',
  name: 'web',
};

/** What every rule has, as it is when the fleet file says nothing. */
export const ruleDefaults = {
  missing: { out: { kind: 'ignore' }, in: { kind: 'hold' } },
  activation: null,
  urgencyRatios: { medium: 1.2, high: 1.5 },
} as const;

export const cpuTrack = {
  ...ruleDefaults,
  kind: 'track',
  name: 'track cpu',
  signal: 'cpu',
  target: 50,
  saturation: { at: 90, factor: 1.5 },
  trend: null,
  steady: false,
} as const;

const cooldown = { low: 300, medium: 180, high: 60 };

export const policyOf = (changes: Partial<Policy> = {}): Policy => ({
  mode: 'act',
  min: 1,
  max: 100,
  maxIsDefault: false,
  rules: [cpuTrack],
  signals: {
    cpu: { kind: 'cpu' },
    memory: { kind: 'memory' },
    requests: { kind: 'requests' },
    queueDepth: { kind: 'queueDepth', queueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q' },
  },
  toleranceRatio: { out: 0.1, in: 0.1 },
  stabilizeSeconds: { out: 0, in: 300 },
  limits: { out: { select: 'max', policies: [] }, in: { select: 'max', policies: [] } },
  cooldownSeconds: { out: cooldown, in: cooldown },
  breakers: [],
  collapse: null,
  staleAfterSeconds: 240,
  react: 'usual',
  group: null,
  priority: 0,
  guaranteed: 0,
  vcpu: 1,
  challenger: null,
  ...changes,
});

/** No dead band, no windows, no waits: what the rules say is what happens. */
export const bare: Partial<Policy> = {
  toleranceRatio: { out: 0, in: 0 },
  stabilizeSeconds: { out: 0, in: 0 },
  cooldownSeconds: {
    out: { low: 0, medium: 0, high: 0 },
    in: { low: 0, medium: 0, high: 0 },
  },
};

export const viewOf = (desired: number, changes: Partial<ServiceView> = {}): ServiceView => ({
  id: serviceId,
  desired,
  running: desired,
  pending: 0,
  rollout: 'steady',
  failedTasks: 0,
  targetGroupArns: [],
  tags: {},
  ...changes,
});

export const stateOf = (changes: Partial<ServiceState> = {}): ServiceState => ({
  firstSeenMs: startMs - 3_600_000,
  knownDesired: 4,
  lastOut: null,
  lastIn: null,
  recent: [],
  intent: null,
  foreign: null,
  held: {},
  breaker: { kind: 'closed' },
  strikes: noStrikes,
  losses: noLosses,
  cadence: {},
  sight: null,
  recorded: '',
  ...changes,
});

/** Points one minute apart, the last one a minute before `nowMs`. */
export const seriesOf = (
  values: readonly number[],
  tasks?: number,
  nowMs: number = startMs,
): Reading => ({
  kind: 'series',
  points: values.map((value, index): Point => {
    const atMs = nowMs - (values.length - index) * minuteMs;
    return tasks === undefined ? { atMs, value } : { atMs, value, tasks };
  }),
});

export const contextOf = (changes: Partial<Context> = {}): Context => ({
  policy: policyOf(),
  view: viewOf(4),
  readings: {},
  foresights: {},
  state: stateOf(),
  overrides: [],
  windows: [],
  nowMs: startMs,
  ...changes,
});

export const proposalOf = (desired: number, changes: Partial<Proposal> = {}): Proposal => ({
  opinions: [],
  wishes: [{ atMs: startMs, want: desired, exact: desired }],
  desired,
  urgency: 'low',
  frozen: false,
  reasons: [],
  ...changes,
});
