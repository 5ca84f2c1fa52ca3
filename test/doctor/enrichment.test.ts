import { expect, test } from 'vitest';
import type { MemoryWorld } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import { enrichmentFindings } from '#lib/doctor/enrichment.ts';
import { assess } from '#lib/tick/assess.ts';
import { endless, fleetOf, home, startMs, worldOf } from '../tick/support.ts';

const two = (): MemoryWorld =>
  worldOf([
    { name: 'web', desired: 4, cpu: 60 },
    { name: 'api', desired: 2, cpu: 60 },
  ]);

const without = (count: number, kind: 'absent' | 'failed'): MemoryWorld => {
  const world = two();
  for (const key of [...world.readings.keys()].slice(0, count)) {
    world.readings.set(key, { cpu: kind === 'absent' ? { kind } : { kind, cause: 'refused' } });
  }
  return world;
};

const findingsIn = async (world: MemoryWorld, MetricSource = 'promql') => {
  const ports = createMemoryPorts(world);
  const input = { tickMs: startMs, fleet: fleetOf(), home, ports, deadline: endless };
  const { assessed } = await assess(input);
  expect(assessed.map(({ decision }) => keyOf(decision.service))).toHaveLength(2);
  return enrichmentFindings(assessed, { MetricSource });
};

test('where no metric has a copy, that is why nothing is scaled, and what to do is said', async () => {
  expect(await findingsIn(without(2, 'absent'))).toEqual([
    {
      kind: 'wrong',
      what: `${home.account}/${home.region}: MetricSource is promql, and no service there has an enriched metric, so none is scaled`,
      todo: expect.stringContaining('docs/COST.md'),
    },
  ]);
});

test('one copy is proof enough', async () => {
  expect(await findingsIn(without(1, 'absent'))).toMatchObject([{ kind: 'fine' }]);
});

test('what could not be asked is no proof, for or against', async () => {
  expect(await findingsIn(without(2, 'failed'))).toEqual([]);
});

test('where CloudWatch is read nobody asks about copies', async () => {
  expect(await findingsIn(without(2, 'absent'), 'cloudwatch')).toEqual([]);
});
