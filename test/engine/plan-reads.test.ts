import { describe, expect, it } from 'vitest';
import type { ServiceView } from '#engine/model.ts';
import { lookBackSeconds, planReads } from '#engine/plan-reads.ts';
import type { MissingPolicy, Policy, Rule } from '#engine/policy.ts';
import { canWake, signalsToRead } from '#engine/policy-signals.ts';
import {
  cpuTrack,
  minuteMs,
  policyOf,
  ruleDefaults,
  serviceId,
  startMs,
  viewOf,
} from './support.ts';

const memoryStep: Rule = {
  ...ruleDefaults,
  kind: 'step',
  name: 'step',
  signal: 'memory',
  rungs: [],
  evaluate: { breaching: 3, of: 10 },
};

const load: Rule = {
  ...ruleDefaults,
  kind: 'load',
  name: 'load',
  signal: 'cpu',
  parts: [
    { signal: 'cpu', weight: 1, idle: 0, full: 100 },
    { signal: 'latency', weight: 1, idle: 0, full: 100 },
  ],
  outAbove: 0.7,
  inBelow: 0.3,
  inAfterSeconds: 1500,
  gate: { signal: 'errors', above: 1 },
  add: 1,
  remove: 1,
};

const surge: Rule = {
  ...ruleDefaults,
  kind: 'surge',
  name: 'surge',
  signal: 'requests',
  factor: 2,
  withinSeconds: 1200,
  atLeast: 0,
  adjust: { kind: 'add', tasks: 1 },
};

const assure: Rule = {
  ...ruleDefaults,
  kind: 'assure',
  name: 'assure',
  signal: 'cpu',
  limit: 90,
  riskRatio: 0.005,
  leadSeconds: 150,
  unlearntFactor: 1.5,
  saturation: null,
};

const forecast: Rule = {
  ...ruleDefaults,
  kind: 'forecast',
  name: 'forecast',
  signal: 'cpu',
  target: 60,
  level: 0.95,
  leadSeconds: 150,
  holdSeconds: 1800,
  mostErrorRatio: 0.15,
  highestMultiple: 3,
};

const errorRate = {
  trip: {
    kind: 'error-rate',
    signal: 'errors',
    volumeSignal: 'requests',
    aboveRatio: 0.2,
    overSeconds: 1800,
    minVolume: 100,
  },
  openSeconds: 60,
  maxOpenSeconds: 60,
} as const;

const base: Partial<Policy> = { stabilizeSeconds: { out: 0, in: 0 }, staleAfterSeconds: 240 };

describe('how far back a policy looks', () => {
  const last: MissingPolicy = { kind: 'last', seconds: 900 };
  // 240 s until a signal is stale and a minute of grace come on top of each window.
  const rows: readonly (readonly [name: string, policy: Partial<Policy>, seconds: number])[] = [
    ['nothing but the newest', {}, 300],
    ['the stabilisation of scale-in', { stabilizeSeconds: { out: 0, in: 600 } }, 900],
    ['the stabilisation of scale-out', { stabilizeSeconds: { out: 600, in: 300 } }, 900],
    ['the evaluation of a step', { rules: [memoryStep] }, 900],
    ['the calm of a load rule', { rules: [load] }, 1800],
    ['the window of a surge', { rules: [surge] }, 1500],
    ['the last hour, for a growth envelope', { rules: [assure] }, 4080],
    ['the last hour, for a forecast', { rules: [forecast] }, 3900],
    [
      'a last value for the way out',
      { rules: [{ ...cpuTrack, missing: { out: last, in: { kind: 'hold' } } }] },
      1200,
    ],
    [
      'a last value for the way in',
      { rules: [{ ...cpuTrack, missing: { out: { kind: 'hold' }, in: last } }] },
      1200,
    ],
    ['a breaker', { breakers: [errorRate] }, 2100],
    [
      'the collapse guard',
      { collapse: { toRatio: 0.4, withinSeconds: 300, holdSeconds: 600 } },
      1500,
    ],
    ['a challenger', { challenger: policyOf({ ...base, rules: [surge] }) }, 1500],
  ];
  for (const [name, changes, seconds] of rows) {
    it(name, () => expect(lookBackSeconds(policyOf({ ...base, ...changes }))).toBe(seconds));
  }
});

describe('what to read', () => {
  const view: ServiceView = viewOf(4, { targetGroupArns: ['arn:tg'] });
  const readsOf = (changes: Partial<Policy>) =>
    planReads([{ policy: policyOf({ ...base, ...changes }), view }], startMs + 30_000);

  it('every signal once, from full minute to full minute', () => {
    expect(readsOf({ rules: [cpuTrack, { ...cpuTrack, name: 'again' }] })).toEqual([
      {
        service: serviceId,
        signal: 'cpu',
        definition: { kind: 'cpu' },
        targetGroupArns: ['arn:tg'],
        startMs: startMs - 5 * minuteMs,
        endMs: startMs,
        periodSeconds: 60,
      },
    ]);
  });

  it('points of 20 seconds up to now as well, of CPU and memory of services that react fast', () => {
    const memory = { ...cpuTrack, name: 'memory', signal: 'memory' };
    const requests = { ...cpuTrack, name: 'requests', signal: 'requests' };
    const rules = [cpuTrack, memory, requests];
    const thirds = { startMs: startMs - 10 * minuteMs, endMs: startMs + 20_000 };
    const asked = (changes: Partial<Policy>) =>
      readsOf({ rules, ...changes }).map((read) => [read.signal, read.endMs, read.thirds]);
    expect(asked({ react: 'fast' })).toEqual([
      ['cpu', startMs, thirds],
      ['memory', startMs, thirds],
      ['requests', startMs, undefined],
    ]);
    expect(asked({ react: 'usual' }).map(([, , none]) => none)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('nothing that nobody defined', () => {
    expect(readsOf({ rules: [{ ...cpuTrack, signal: 'elsewhere' }] })).toEqual([]);
  });

  const signals: Policy['signals'] = {
    ...policyOf().signals,
    busiest: {
      kind: 'formula',
      per: 'task',
      formula: {
        kind: 'call',
        name: 'max',
        arguments: [
          { kind: 'negate', of: { kind: 'signal', name: 'cpu' } },
          {
            kind: 'binary',
            operator: '??',
            left: { kind: 'signal', name: 'memory' },
            right: { kind: 'number', value: 1 },
          },
        ],
      },
    },
  };
  const saturation = {
    trip: { kind: 'saturation', signal: 'dbConnections', above: 90 },
    openSeconds: 60,
    maxOpenSeconds: 60,
  } as const;
  const actuation = { ...saturation, trip: { kind: 'actuation', failures: 5 } } as const;

  const rows: readonly (readonly [
    name: string,
    policy: Partial<Policy>,
    names: readonly string[],
  ])[] = [
    [
      'the inputs of a formula, and not itself',
      { rules: [{ ...cpuTrack, signal: 'busiest' }] },
      ['cpu', 'memory'],
    ],
    ['the parts of a load score and its gate', { rules: [load] }, ['cpu', 'latency', 'errors']],
    ['no gate where there is none', { rules: [{ ...load, gate: null }] }, ['cpu', 'latency']],
    [
      'what breakers look at',
      { rules: [], breakers: [errorRate, saturation, actuation] },
      ['errors', 'requests', 'dbConnections'],
    ],
    [
      'what the challenger needs',
      { challenger: policyOf({ rules: [surge], breakers: [saturation] }) },
      ['cpu', 'requests', 'dbConnections'],
    ],
  ];
  for (const [name, changes, names] of rows) {
    it(name, () => expect(signalsToRead(policyOf({ signals, ...changes }))).toEqual(names));
  }

  it('the definitions of a challenger too', () => {
    const challenger = policyOf({
      ...base,
      rules: [{ ...cpuTrack, signal: 'latency' }],
      signals: { latency: { kind: 'latency', statistic: 'p95' } },
    });
    expect(readsOf({ challenger }).map(({ signal }) => signal)).toEqual(['cpu', 'latency']);
  });
});

describe('whether anything can wake a service from zero', () => {
  const metric = { namespace: 'app', metric: 'jobs', dimensions: {}, statistic: 'Sum' };
  const signals: Policy['signals'] = {
    ...policyOf().signals,
    jobs: { kind: 'custom', per: 'service', ...metric },
    age: { kind: 'queueAge', queueUrl: 'https://sqs/1/q' },
    math: { kind: 'expression', per: 'service', expression: 'a', metrics: { a: metric } },
    mixed: {
      kind: 'formula',
      per: 'service',
      formula: {
        kind: 'binary',
        operator: '+',
        left: { kind: 'signal', name: 'cpu' },
        right: { kind: 'signal', name: 'jobs' },
      },
    },
    own: { kind: 'formula', per: 'task', formula: { kind: 'signal', name: 'cpu' } },
  };
  const by = (signal: string) => canWake(policyOf({ signals, rules: [{ ...cpuTrack, signal }] }));

  it('what exists without tasks can, and what tasks measure of themselves cannot', () => {
    const can = ['queueDepth', 'age', 'jobs', 'math', 'mixed'].map(by);
    const cannot = ['cpu', 'memory', 'requests', 'own', 'elsewhere'].map(by);
    expect([can, cannot]).toEqual([can.map(() => true), cannot.map(() => false)]);
  });

  it('one rule of several is enough', () => {
    expect(canWake(policyOf({ signals, rules: [cpuTrack, { ...cpuTrack, signal: 'jobs' }] }))).toBe(
      true,
    );
  });
});
