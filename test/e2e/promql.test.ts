/** The demo fleet, twice: with its metrics from CloudWatch itself, and from their enriched copies. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoPlant } from '#local/demo/plant.ts';
import { openStage, type Stage } from './stage/stage.ts';

const startMs = Date.UTC(2026, 10, 2, 9, 15);
const ticks = 12;

const countsOf = ({ world }: Stage): Readonly<Record<string, number>> =>
  Object.fromEntries(
    world.services().map(({ setup, desired }) => [`${setup.cluster}/${setup.name}`, desired]),
  );

const playDemo = async (metricSource: 'cloudwatch' | 'promql') => {
  const { services, scalableTargets } = demoPlant(startMs);
  const stage = await openStage({
    services,
    scalableTargets,
    fleetYaml: await readFile(join(import.meta.dirname, '../../examples/demo/fleet.yaml'), 'utf8'),
    metricSource,
  });
  const counts: Readonly<Record<string, number>>[] = [];
  while (counts.length < ticks) {
    await stage.tick();
    counts.push(countsOf(stage));
  }
  const calls = { queries: stage.aws.calls.get('cloudwatch:QueryMetrics') ?? 0 };
  const updates = stage.updates();
  await stage.close();
  return { counts, updates, ...calls };
};

test('the same counts come of both, minute by minute', async () => {
  const cloudwatch = await playDemo('cloudwatch');
  const promql = await playDemo('promql');
  expect(cloudwatch.updates).toBeGreaterThan(5);
  expect(cloudwatch.queries).toBe(0);
  expect(promql.queries).toBeGreaterThan(ticks);
  expect(promql.counts).toEqual(cloudwatch.counts);
}, 120_000);
