import { describe, expect, it } from 'vitest';
import { listedServices } from '#config/resolve.ts';
import { fleetOf, home, policyOf, problemsOf, unsaid, web } from './support.ts';

const service = (settings: string) =>
  fleetOf(`services: [{ cluster: shop, name: web, ${settings} }]`);

const rulesOf = (rules: string) => policyOf(service(`rules: [${rules}]`)).rules;

describe('without any fleet file', () => {
  it('a service tracks cpu as the parameters say', () => {
    const { rules, min, max, mode } = policyOf(
      fleetOf('', { CpuTarget: 45, DefaultMin: 2, DefaultMax: 7, Mode: 'act' }),
    );
    expect({ rules, min, max, mode }).toEqual({
      rules: [
        {
          ...unsaid,
          kind: 'track',
          name: 'track cpu',
          signal: 'cpu',
          target: 45,
          saturation: { at: 90, factor: 1.5 },
          trend: { overSeconds: 240, leadSeconds: 140 },
          steady: true,
        },
      ],
      min: 2,
      max: 7,
      mode: 'act',
    });
  });
});

describe('rules are completed', () => {
  it('two rules on one signal get different names', () => {
    const names = rulesOf(
      '{ kind: track, signal: cpu, target: 50 }, { kind: track, signal: cpu, target: 60 }',
    ).map(({ name }) => name);
    expect(names).toEqual(['track cpu', 'track cpu 2']);
  });

  it("a given name is not taken by another rule's default", () => {
    const names = rulesOf(
      '{ kind: track, signal: cpu, target: 50 }, { kind: track, name: track cpu, signal: memory, target: 60 }',
    ).map(({ name }) => name);
    expect(names).toEqual(['track cpu 2', 'track cpu']);
  });

  it.each([
    { name: 'cpu saturates at 90', rule: 'signal: cpu, target: 60', at: 90 },
    { name: 'a target of 90 never saturates', rule: 'signal: cpu, target: 90', at: undefined },
    { name: 'no other signal saturates', rule: 'signal: memory, target: 60', at: undefined },
    {
      name: 'saturation can be switched off',
      rule: 'signal: cpu, target: 60, saturation: false',
      at: undefined,
    },
  ])('$name', ({ rule, at }) => {
    const [completed] = rulesOf(`{ kind: track, ${rule} }`);
    expect(completed?.kind === 'track' && completed.saturation?.at).toBe(at);
  });

  it('an acceptable delay of five minutes at ten jobs a minute is 50 jobs a task', () => {
    const fleet = service(
      'queue: https://sqs.test/1/jobs, rules: [{ kind: backlog, acceptableDelay: 5m, jobsPerTaskPerMinute: 10 }]',
    );
    expect(policyOf(fleet).rules).toEqual([
      {
        ...unsaid,
        kind: 'backlog',
        name: 'backlog queueDepth',
        signal: 'queueDepth',
        perTask: 50,
        learn: null,
      },
    ]);
  });

  it('steps become rungs', () => {
    expect(
      rulesOf(
        '{ kind: step, signal: cpu, steps: [{ to: 30, add: -1 }, { from: 70, to: 90, percent: 20 }, { from: 90, exactly: 9 }] }',
      ),
    ).toEqual([
      {
        ...unsaid,
        kind: 'step',
        name: 'step cpu',
        signal: 'cpu',
        evaluate: { breaching: 1, of: 1 },
        rungs: [
          { from: null, to: 30, adjust: { kind: 'add', tasks: -1 } },
          { from: 70, to: 90, adjust: { kind: 'percent', percent: 20 } },
          { from: 90, to: null, adjust: { kind: 'exactly', tasks: 9 } },
        ],
      },
    ]);
  });
});

describe('signals find their sources', () => {
  it.each([
    { signal: 'requestsPerTask', source: { kind: 'requests' } },
    { signal: 'latency', source: { kind: 'latency', statistic: 'p95' } },
    { signal: 'queueAge', source: { kind: 'queueAge', queueUrl: 'https://sqs.test/1/jobs' } },
  ])('$signal', ({ signal, source }) => {
    const fleet = service(
      `queue: https://sqs.test/1/jobs, rules: [{ kind: track, signal: ${signal}, target: 5 }]`,
    );
    expect(policyOf(fleet).signals).toEqual({ [signal]: source });
  });

  it('a named signal is filled in for each service', () => {
    const fleet = fleetOf(`
signals:
  busy:
    kind: expression
    per: task
    expression: a + b
    metrics:
      a: { namespace: App, metric: A, dimensions: { Name: '{cluster}-{service}' } }
      b: { namespace: App, metric: B, statistic: p99 }
defaults: { rules: [{ kind: track, signal: busy, target: 5 }] }
`);
    expect(policyOf(fleet).signals['busy']).toEqual({
      kind: 'expression',
      per: 'task',
      expression: 'a + b',
      metrics: {
        a: {
          namespace: 'App',
          metric: 'A',
          dimensions: { Name: 'shop-web' },
          statistic: 'Average',
        },
        b: { namespace: 'App', metric: 'B', dimensions: {}, statistic: 'p99' },
      },
    });
  });
});

describe('guaranteed', () => {
  it.each([
    { settings: 'min: 3', guaranteed: 3 },
    { settings: 'min: 3, guaranteed: 2', guaranteed: 3 },
    { settings: 'min: 3, guaranteed: 5', guaranteed: 5 },
  ])('$settings guarantees $guaranteed, never less than min', ({ settings, guaranteed }) => {
    expect(policyOf(service(settings)).guaranteed).toBe(guaranteed);
  });
});

describe('which services are listed', () => {
  const file = `accounts:
  - { account: '123456789012', regions: [us-east-1, eu-west-1] }
services:
  - { cluster: shop, name: web }
  - { cluster: shop, name: web, account: '123456789012' }
  - { cluster: shop, name: web, region: eu-west-1 }`;

  it('account and region are those of home unless said', () => {
    expect(listedServices(fleetOf(file), home)).toEqual([web, { ...web, region: 'eu-west-1' }]);
  });

  it('a service listed with and without its own account is listed twice', () => {
    expect(problemsOf(fleetOf(file), {})).toEqual([
      'services[1]: shop/web: is already listed as services[0]; keep one of the two',
    ]);
  });
});
