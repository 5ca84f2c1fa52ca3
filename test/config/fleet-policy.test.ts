import { describe, expect, it } from 'vitest';
import { fleetOf, policyOf } from './support.ts';

describe('what holds for the fleet', () => {
  it('without a word', () => {
    expect(fleetOf('').policy).toEqual({
      groups: {},
      blastGuard: { shareRatio: 0.5, minTasks: 20, blindRatio: 0.5 },
      maxStarts: 1300,
    });
  });

  it('in part', () => {
    const { policy } = fleetOf(
      'blastGuard: { share: 25% }\nmaxStarts: 90\ngroups: { a: { maxTasks: 9 }, b: { maxVcpu: 4.5 }, c: { maxTasks: 1, maxVcpu: 2 } }',
    );
    expect(policy).toEqual({
      groups: {
        a: { name: 'a', maxTasks: 9, maxVcpu: null },
        b: { name: 'b', maxTasks: null, maxVcpu: 4.5 },
        c: { name: 'c', maxTasks: 1, maxVcpu: 2 },
      },
      blastGuard: { shareRatio: 0.25, minTasks: 20, blindRatio: 0.5 },
      maxStarts: 90,
    });
  });
});

const guarded = (settings: string) => policyOf(fleetOf(`defaults: { ${settings} }`));

describe('breakers', () => {
  it('are those that need no signal, unless said', () => {
    expect(policyOf(fleetOf('')).breakers).toEqual([
      {
        trip: { kind: 'failed-starts', raises: 3, graceSeconds: 300, failedTasks: 10 },
        openSeconds: 60,
        maxOpenSeconds: 3600,
      },
      { trip: { kind: 'actuation', failures: 5 }, openSeconds: 60, maxOpenSeconds: 3600 },
    ]);
  });

  it.each([
    {
      text: '{ trip: errorRate }',
      trip: {
        kind: 'error-rate',
        signal: 'errors',
        volumeSignal: 'requests',
        aboveRatio: 0.2,
        overSeconds: 60,
        minVolume: 100,
      },
    },
    {
      text: '{ trip: errorRate, above: 5%, over: 10m, minVolume: 1000 }',
      trip: { aboveRatio: 0.05, overSeconds: 600, minVolume: 1000 },
    },
    {
      text: '{ trip: failedStarts, raises: 1, grace: 1m, failedTasks: 3 }',
      trip: { kind: 'failed-starts', raises: 1, graceSeconds: 60, failedTasks: 3 },
    },
    { text: '{ trip: actuation, failures: 2 }', trip: { kind: 'actuation', failures: 2 } },
    {
      text: '{ trip: saturation, signal: latency, above: 900 }',
      trip: { kind: 'saturation', signal: 'latency', above: 900 },
    },
  ])('$text', ({ text, trip }) => {
    expect(guarded(`breakers: [${text}]`).breakers).toMatchObject([{ trip }]);
  });

  it('stay open as long as they are told to', () => {
    const [breaker] = guarded('breakers: [{ trip: actuation, open: 2m, maxOpen: 2m }]').breakers;
    expect(breaker).toMatchObject({ openSeconds: 120, maxOpenSeconds: 120 });
  });
});

describe('the outage guard', () => {
  it.each([
    { text: '', collapse: { toRatio: 0.4, withinSeconds: 300, holdSeconds: 600 } },
    { text: 'collapse: false', collapse: null },
    {
      text: 'collapse: { to: 20%, within: 2m, hold: 4m }',
      collapse: { toRatio: 0.2, withinSeconds: 120, holdSeconds: 240 },
    },
  ])('"$text"', ({ text, collapse }) => {
    expect(guarded(text).collapse).toEqual(collapse);
  });
});
