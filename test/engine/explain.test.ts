import { describe, expect, it } from 'vitest';
import { explain, explainLong, explainReason } from '#engine/explain.ts';
import type { Decision } from '#engine/model.ts';
import type { Reason } from '#engine/reason.ts';
import { serviceId, startMs } from './support.ts';

const untilMs = startMs + 45_000;

const wish: Extract<Reason, { kind: 'wish' }> = {
  kind: 'wish',
  rule: 'track cpu',
  signal: 'cpu',
  latest: { atMs: startMs, value: 72.345, tasks: 4 },
  target: 60,
  exact: 4.823,
  want: 5,
  urgency: 'low',
  saturationFactor: null,
  unmeasured: 0,
  growth: 0,
  steadiedFrom: null,
};

const noData: Extract<Reason, { kind: 'no-data' }> = {
  kind: 'no-data',
  rule: 'track cpu',
  signal: 'cpu',
  why: 'absent',
  detail: 'no points in the window',
  treatment: 'hold',
  want: null,
};

const score: Extract<Reason, { kind: 'score' }> = {
  kind: 'score',
  rule: 'load',
  score: 0.5,
  outAbove: 0.7,
  inBelow: 0.3,
  parts: [{ signal: 'cpu', value: 55, share: 0.5 }],
  gate: null,
  want: 4,
};

const guarded = (
  guard: Extract<Reason, { kind: 'guarded' }>['guard'],
  until: number | null = null,
): Reason => ({
  kind: 'guarded',
  guard,
  asked: 3,
  untilMs: until,
  running: 6,
  pending: 2,
  desired: 8,
});

const breaker = (state: 'open' | 'half-open', until: number | null): Reason => ({
  kind: 'breaker',
  state,
  cause: 'failed-starts',
  asked: 12,
  granted: 8,
  untilMs: until,
});

const limited = (
  select: 'max' | 'min' | 'disabled',
  changes: Partial<Extract<Reason, { kind: 'limited' }>> = {},
): Reason => ({
  kind: 'limited',
  direction: 'out',
  asked: 12,
  granted: 8,
  select,
  policies: [{ kind: 'tasks', amount: 4, perSeconds: 60 }],
  untilMs: null,
  ...changes,
});

const cooling = (cause: 'same-direction' | 'reversal', until = untilMs): Reason => ({
  kind: 'cooling',
  direction: 'in',
  asked: 3,
  urgency: 'medium',
  cause,
  waitSeconds: 180,
  untilMs: until,
});

const stabilized = (direction: 'out' | 'in'): Reason => ({
  kind: 'stabilized',
  direction,
  asked: 3,
  granted: 5,
  windowSeconds: 300,
  decidedByMs: startMs,
});

const gate = { signal: 'latency', above: 300, value: 250, open: false };

const rows: readonly (readonly [reason: Reason, words: string])[] = [
  [wish, 'track cpu: cpu 72.35 over 4 tasks, target 60 needs 4.82, so 5 tasks'],
  [
    { ...wish, latest: { atMs: startMs, value: 72 }, target: null, exact: 1, want: 1 },
    'track cpu: cpu 72 needs 1, so 1 task',
  ],
  [
    { ...wish, saturationFactor: 1.5 },
    'track cpu: cpu 72.35 over 4 tasks, target 60 (saturated, so counted ×1.5) needs 4.82, so 5 tasks',
  ],
  [
    { ...wish, unmeasured: 1 },
    'track cpu: cpu 72.35 over 4 tasks, target 60 and 1 task unmeasured, counted as on target, needs 4.82, so 5 tasks',
  ],
  [
    { ...wish, signal: 'requests', latest: { atMs: startMs, value: 4500 }, target: 1000 },
    'track cpu: requests 4500 in all, at 1000 a task, needs 4.82, so 5 tasks',
  ],
  [
    { ...wish, latest: { atMs: startMs, value: 4500 }, target: 1000, growth: 0.5 },
    'track cpu: cpu 4500 in all, at 1000 a task, rising by 0.5 until new tasks run, needs 4.82, so 5 tasks',
  ],
  [noData, 'track cpu: no usable cpu (no points in the window), which blocks scale-in'],
  [
    { ...noData, treatment: 'ignore' },
    'track cpu: no usable cpu (no points in the window), which is ignored',
  ],
  [
    { ...noData, treatment: 'zero', want: 0 },
    'track cpu: no usable cpu (no points in the window), which counts as zero: 0 tasks',
  ],
  [
    { ...noData, treatment: 'last', want: 1 },
    'track cpu: no usable cpu (no points in the window), so the last value stands: 1 task',
  ],
  [
    { ...noData, treatment: 'fallback', want: 6 },
    'track cpu: no usable cpu (no points in the window), so it falls back: 6 tasks',
  ],
  [score, 'load: load score 0.5 (cpu 55 is 50 %; out above 0.7, in below 0.3), so 4 tasks'],
  [
    { ...score, gate },
    'load: load score 0.5 (cpu 55 is 50 %; out above 0.7, in below 0.3; the gate latency is 250, not above 300), so 4 tasks',
  ],
  [
    { ...score, gate: { ...gate, value: null } },
    'load: load score 0.5 (cpu 55 is 50 %; out above 0.7, in below 0.3; the gate latency is unknown, not above 300), so 4 tasks',
  ],
  [
    {
      kind: 'surge',
      rule: 'surge',
      signal: 'requests',
      from: 100,
      to: 250,
      factor: 2,
      withinSeconds: 300,
      want: 8,
    },
    'surge: requests surged from 100 to 250 within 300 s, at least ×2, so 8 tasks',
  ],
  [
    { kind: 'asleep', rule: 'backlog', signal: 'queueDepth', value: 3, activation: 5 },
    'backlog: queueDepth 3 does not exceed 5, so nothing is woken',
  ],
  [
    { kind: 'within-tolerance', rule: 'track cpu', ratio: 1.05, toleranceRatio: 0.1 },
    'track cpu: demand is 105 % of capacity, within the tolerance of 10 %',
  ],
  [{ kind: 'no-opinion' }, 'no rule has an opinion'],
  [
    { kind: 'combined', rule: 'a', want: 9, outvoted: ['b', 'c'] },
    'a asks for most, 9 tasks, ahead of b, c',
  ],
  [{ kind: 'vetoed', rules: ['b', 'c'], want: 2 }, 'not down to 2 while b, c has no data'],
  [stabilized('in'), 'the highest wish of the last 5 min makes 3 into 5'],
  [stabilized('out'), 'the lowest wish of the last 5 min makes 3 into 5'],
  [limited('max'), 'the scale-out limit, 4 tasks per 60 s, allows 8 instead of 12'],
  [
    limited('min', {
      untilMs,
      policies: [
        { kind: 'percent', amount: 20, perSeconds: 300 },
        { kind: 'tasks', amount: 1, perSeconds: 60 },
      ],
    }),
    'the scale-out limit, the smaller of 20 % per 5 min and 1 task per 60 s, allows 8 instead of 12 for 45 s more',
  ],
  [limited('disabled'), 'scale-out is disabled, so 8 instead of 12'],
  [cooling('same-direction'), 'not to 3 for 45 s more: the cooldown is 3 min at medium urgency'],
  [cooling('reversal'), 'not to 3 for 45 s more: turning round waits 3 min at medium urgency'],
  [
    { kind: 'broke-cooldown', asked: 9, step: 5, lastStep: 2 },
    '+5 is more than the last change of 2, so no cooldown',
  ],
  [guarded('rollout'), 'not down to 3 while a deployment is in progress'],
  [guarded('unconverged'), 'not down to 3 while 6 run and 2 start of 8 desired'],
  [
    guarded('unconverged', untilMs),
    'not down to 3 while 6 run and 2 start of 8 desired, for 45 s more at most',
  ],
  [guarded('saturated'), 'not down to 3 while 6 run of 8 desired and those are saturated'],
  [guarded('draining'), 'not down to 3 while 6 still run of 8 desired, draining or protected'],
  [
    guarded('collapse', untilMs),
    'not down to 3 after demand collapsed abnormally, in case it comes back at once for 45 s more',
  ],
  [guarded('surge'), 'not down to 3 during a surge'],
  [
    guarded('first-sight', untilMs),
    'not down to 3 before a whole window was watched for 45 s more',
  ],
  [
    guarded('short-history'),
    'not down to 3 while the signals do not reach back over the whole window',
  ],
  [
    { kind: 'respected', from: 4, to: 8, asked: 3, untilMs },
    'someone changed 4 to 8, which stands for 45 s more against 3',
  ],
  [
    { kind: 'bounded', bound: 'max', limit: 8, asked: 12, source: 'policy' },
    'at most 8 by the policy, asked 12',
  ],
  [
    { kind: 'bounded', bound: 'min', limit: 2, asked: 0, source: 'schedule day' },
    'at least 2 by the schedule day, asked 0',
  ],
  [
    breaker('open', untilMs),
    'the breaker is open because tasks fail to start, so 8 instead of 12 for 45 s more',
  ],
  [
    breaker('half-open', null),
    'the breaker is half-open because tasks fail to start, so 8 instead of 12 until that holds',
  ],
  [
    {
      kind: 'ordered',
      order: 'pin',
      scope: 'group',
      who: 'ada',
      why: 'launch',
      asked: 3,
      granted: 8,
      untilMs,
    },
    'ada ordered pin for the group (launch), so 8 instead of 3 for 45 s more',
  ],
  [
    {
      kind: 'ordered',
      order: 'freeze',
      scope: 'service',
      who: 'ada',
      why: 'launch',
      asked: 4,
      granted: 4,
      untilMs,
    },
    'ada ordered freeze for the service (launch), so 4 for 45 s more',
  ],
  [
    { kind: 'group-capped', group: 'workers', cap: 20, unit: 'vCPU', asked: 12, granted: 8 },
    'group workers is capped at 20 vCPU, so 8 instead of 12',
  ],
  [
    { kind: 'made-room', group: 'workers', asked: 8, granted: 3 },
    'made room in group workers for members of higher priority, so 3 instead of 8',
  ],
  [
    { kind: 'blast-guard', why: 'share', ratio: 0.75, limitRatio: 0.5, asked: 3 },
    "not down to 3: this tick would take away 75 %, more than 50 % of the fleet's tasks",
  ],
  [
    { kind: 'blast-guard', why: 'blind', ratio: 0.75, limitRatio: 0.5, asked: 3 },
    "not down to 3: of the fleet's services 75 %, more than 50 % are without data",
  ],
  [
    { kind: 'launch-limited', maxStarts: 100, asked: 12, granted: 8 },
    'one tick starts at most 100 tasks in the fleet, so 8 instead of 12',
  ],
];

describe('a reason in words', () => {
  for (const [reason, words] of rows) {
    it(words, () => expect(explainReason(reason, startMs)).toBe(words));
  }

  it('rounds time to seconds, and to minutes where they are whole', () => {
    const left = (seconds: number) =>
      explainReason(cooling('reversal', startMs + seconds * 1000), startMs).split(' more')[0];
    expect([0.4, 119, 120, 121, 180, -5].map((seconds) => left(seconds))).toEqual([
      'not to 3 for 0 s',
      'not to 3 for 119 s',
      'not to 3 for 2 min',
      'not to 3 for 121 s',
      'not to 3 for 3 min',
      'not to 3 for 0 s',
    ]);
  });
});

const decision = (from: number, to: number, reasons: readonly Reason[]): Decision => ({
  service: serviceId,
  atMs: startMs,
  from,
  to,
  asked: 9,
  urgency: 'high',
  reasons,
  challenger: null,
});

describe('a decision in words', () => {
  it('says what first, and then why', () => {
    expect(explain(decision(4, 8, [limited('max'), { kind: 'no-opinion' }]))).toBe(
      'Scale out from 4 to 8: the scale-out limit, 4 tasks per 60 s, allows 8 instead of 12; no rule has an opinion.',
    );
    expect(explain(decision(4, 2, []))).toBe('Scale in from 4 to 2.');
    expect(explain(decision(4, 4, []))).toBe('Hold at 4.');
  });

  it('gives each step a line in the long form', () => {
    expect(explainLong(decision(4, 8, [limited('max'), { kind: 'no-opinion' }]))).toEqual([
      'Scale out from 4 to 8 (asked 9, urgency high)',
      '1. the scale-out limit, 4 tasks per 60 s, allows 8 instead of 12',
      '2. no rule has an opinion',
    ]);
  });
});
