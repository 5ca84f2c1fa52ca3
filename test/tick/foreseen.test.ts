import { describe, expect, it } from 'vitest';
import { explain } from '#engine/explain.ts';
import { keyOf } from '#engine/model.ts';
import type { RecalledLearnt } from '#lib/ports.ts';
import { signalSource } from '#lib/signal-source.ts';
import { runTick } from '#lib/tick.ts';
import { learntOf } from '../adapters/sample-learnt.ts';
import { forecastOf } from '../engine/foresight/support.ts';
import { fleetOf, idOf, inputOf, startMs, withPorts, worldOf } from './support.ts';

const yaml = `
policies:
  ahead:
    min: 1
    max: 50
    rules:
      - { kind: track, signal: cpu, target: 60 }
      - { kind: forecast, signal: cpu, target: 60 }
services:
  - { cluster: prod, name: web, policy: ahead }
`;

const source = signalSource('cpu', { cpu: { kind: 'cpu' } });
/** 4 tasks at 30 % carry 120; 1200 are coming. */
const forecast = forecastOf(() => 1000, { madeAtMs: startMs });
const learnt = learntOf({
  source,
  foresight: { envelope: { kind: 'none', observedHours: 0 }, forecast },
});

const ticked = async (recalled: RecalledLearnt, fleet = yaml) => {
  const world = worldOf([{ name: 'web', desired: 4, cpu: 30 }]);
  world.learnt.set(keyOf(idOf('web')), recalled);
  const report = await runTick(inputOf(world, { fleet: fleetOf(fleet) }));
  const [decision] = report.decisions;
  if (decision === undefined) throw new Error('nothing was decided');
  return { report, world, decision, why: explain(decision) };
};

describe('what was learnt of the past', () => {
  it('reaches the rules: capacity is there before the load', async () => {
    const { decision, why } = await ticked({ kind: 'learnt', learnt });
    expect(decision.to).toBe(20);
    expect(why).toContain('are expected');
  });

  it('of a signal that means something else by now counts as nothing', async () => {
    const [signal] = Object.values(learnt.signals);
    if (signal === undefined) throw new Error('the sample has a signal');
    const other = { ...learnt, signals: { cpu: { ...signal, source: 'of another metric' } } };
    const { why } = await ticked({ kind: 'learnt', learnt: other });
    expect(why).toContain('there is no forecast');
  });

  const unread: readonly RecalledLearnt[] = [
    { kind: 'none' },
    { kind: 'corrupt', cause: 'shape: must be 1' },
    { kind: 'failed', cause: 'throttled' },
  ];
  it.each(unread)('$kind: the service is scaled all the same', async (recalled) => {
    const { report, why } = await ticked(recalled);
    expect(report.failed).toEqual([]);
    expect(why).toContain('there is no forecast');
  });

  it('that is corrupt is told, and to nobody else', async () => {
    const { world } = await ticked({ kind: 'corrupt', cause: 'shape: must be 1' });
    expect([...world.openAlerts.values()].map(({ code }) => code)).toContain('corrupt-forecast');
    const good = await ticked({ kind: 'learnt', learnt });
    expect([...good.world.openAlerts.keys()].join()).not.toContain('corrupt-forecast');
  });

  it('is not asked for where no rule looks ahead', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 30 }]);
    const load = () => Promise.reject(new Error('was asked for'));
    const report = await runTick(withPorts(world, { foresights: { load } }));
    expect(report.failed).toEqual([]);
  });

  it('that cannot be asked for fails nobody', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 30 }]);
    const load = () => Promise.reject(new Error('no table'));
    const input = { ...withPorts(world, { foresights: { load } }), fleet: fleetOf(yaml) };
    const report = await runTick(input);
    expect(report.failed).toEqual([]);
    expect(report.decisions).toHaveLength(1);
  });
});

describe('the source of a signal', () => {
  const custom = (dimensions: Record<string, string>) =>
    signalSource('load', {
      load: {
        kind: 'custom',
        per: 'task',
        namespace: 'N',
        metric: 'm',
        statistic: 'Average',
        dimensions,
      },
    });

  it('is the same in any order of the file, and another for another metric', () => {
    expect(custom({ A: '1', B: '2' })).toBe(custom({ B: '2', A: '1' }));
    expect(custom({ A: '1', B: '2' })).not.toBe(custom({ A: '1', B: '3' }));
  });

  it('of a formula changes with what its inputs are made of', () => {
    const formula = {
      kind: 'formula',
      per: 'task',
      formula: { kind: 'signal', name: 'load' },
    } as const;
    const of = (kind: 'cpu' | 'memory') => signalSource('busy', { busy: formula, load: { kind } });
    expect(of('cpu')).not.toBe(of('memory'));
  });
});
