import { describe, expect, it } from 'vitest';
import { signalsToRead } from '#engine/policy-signals.ts';
import { fleetOf, policyOf } from './support.ts';

const fleet = fleetOf(`
signals:
  busiest: { formula: "max(cpu, memory ?? 50)", per: task }
  threads: { kind: custom, per: task, namespace: Shop, metric: Busy, dimensions: { Name: "{service}" } }
  blend: { kind: formula, formula: "threads * 2 + queueDepth", per: service }
policies:
  simple: { rules: [{ kind: track, signal: busiest, target: 60 }] }
  mixed: { queue: "https://sqs.test/1/jobs", rules: [{ kind: backlog, signal: blend, perTask: 50 }] }
  guarded: { breakers: [{ trip: errorRate }, { trip: saturation, signal: busiest, above: 90 }] }
`);

const under = (policy: string) => policyOf(fleet, { 'flyball:policy': policy });

describe('a formula', () => {
  it('is read into a tree, and needs no kind', () => {
    expect(under('simple').signals['busiest']).toEqual({
      kind: 'formula',
      per: 'task',
      formula: {
        kind: 'call',
        name: 'max',
        arguments: [
          { kind: 'signal', name: 'cpu' },
          {
            kind: 'binary',
            operator: '??',
            left: { kind: 'signal', name: 'memory' },
            right: { kind: 'number', value: 50 },
          },
        ],
      },
    });
  });

  it.each([
    { policy: 'simple', signals: ['busiest', 'cpu', 'memory'] },
    { policy: 'mixed', signals: ['blend', 'threads', 'queueDepth'] },
    { policy: 'guarded', signals: ['cpu', 'errors', 'requests', 'busiest', 'memory'] },
  ])('$policy defines $signals', ({ policy, signals }) => {
    expect(Object.keys(under(policy).signals).toSorted()).toEqual(signals.toSorted());
  });

  it.each(['simple', 'mixed', 'guarded'])('everything that %s reads is defined', (policy) => {
    const resolved = under(policy);
    for (const name of signalsToRead(resolved)) expect(resolved.signals).toHaveProperty(name);
  });

  it('is made of the signals of the service itself', () => {
    expect(under('mixed').signals).toMatchObject({
      threads: { dimensions: { Name: 'web' } },
      queueDepth: { queueUrl: 'https://sqs.test/1/jobs' },
    });
  });
});
