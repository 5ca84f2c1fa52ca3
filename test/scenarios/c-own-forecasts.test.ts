/** Scenario C, rows 1, 2, 7 and 8: Flyball's own forecasts, as `examples/predictive` uses them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { MemoryWorld } from '#adapters/memory/world.ts';
import { placeService } from '#adapters/memory/world.ts';
import { createMemoryLearningPorts } from '#adapters/memory.ts';
import { explain } from '#engine/explain.ts';
import { keyOf } from '#engine/model.ts';
import { learnNamed } from '#lib/learning.ts';
import { signalSource } from '#lib/signal-source.ts';
import { runTick } from '#lib/tick.ts';
import { learntOf } from '../adapters/sample-learnt.ts';
import { dailyWorld } from '../cli/forecast/daily-world.ts';
import { run } from '../cli/support.ts';
import { forecastOf } from '../engine/foresight/support.ts';
import { noiseAt } from '../forecast/support.ts';
import { cpuOf, endless, fleetOf, home, idOf, inputOf, startMs, viewOf } from '../tick/support.ts';
import { exampleYaml } from './play.ts';

const yaml = exampleYaml('predictive');
const fleet = fleetOf(yaml);
const optedIn = { 'flyball:enabled': 'true', 'flyball:policy': 'ahead' };

const learn = (world: MemoryWorld) =>
  learnNamed(['prod/web'], {
    nowMs: startMs,
    fleet,
    home,
    ports: createMemoryLearningPorts(world),
    deadline: endless,
  });

const tick = async (world: MemoryWorld) => {
  const { decisions } = await runTick(inputOf(world, { fleet }));
  return decisions.map((decision) => ({ to: decision.to, why: explain(decision) }));
};

describe('C1 and C8: one answer for one service', () => {
  let told: ReturnType<typeof JSON.parse>;
  beforeAll(async () => {
    const aws = dailyWorld({ tasks: 8, days: 15, tags: optedIn });
    const files = { 'fleet.yaml': yaml };
    const env = { FLYBALL_TABLE: 'table' };
    const { out } = await run('forecast prod/web --json', { aws, files, env });
    told = JSON.parse(out);
  });

  it('CPU, memory and requests for two hours, every five minutes, each with bounds and confidence', () => {
    expect(told.steps).toHaveLength(24);
    told.steps.forEach((step: Record<string, unknown>, index: number) => {
      expect(step['aheadMs']).toBe((index + 1) * 300_000);
      for (const signal of ['cpu', 'memory', 'requests']) {
        expect(step[signal]).toMatchObject({
          expected: expect.any(Number),
          low: expect.any(Number),
          high: expect.any(Number),
          confidence: expect.any(Number),
        });
      }
    });
  });

  it('and for a day by the hour, each with a recommendation', () => {
    expect(told.hours).toHaveLength(24);
    // Each from the count of the hour before.
    expect(told.hours[1]).toMatchObject({ recommendation: { change: 'out', priority: 'high' } });
    expect(told.hours[9]).toMatchObject({ recommendation: { change: 'in', tasks: 5 } });
  });

  it('an overall recommendation, what it saves, and what it risks', () => {
    expect(told.overall).toMatchObject({
      change: 'out',
      tasks: 13,
      priority: 'high',
      because: 'cpu',
    });
    expect(told.saving).toMatchObject({ hours: 24, dollars: expect.any(Number) });
    expect(told.risk.unheeded).toMatchObject({ level: 'high', chanceRatio: 1 });
    expect(told.risk.followed).toMatchObject({ level: 'low' });
  });
});

describe('C2: accuracy is measured out of sample, and below 85 % it advises', () => {
  it('a load of days is forecast, and capacity is there before its rise', async () => {
    const world = dailyWorld({ tasks: 8, days: 15, tags: optedIn });
    expect(await learn(world)).toMatchObject({ learnt: [keyOf(idOf('web'))], doubted: [] });
    const [decision] = await tick(world);
    expect(decision?.why).toMatch(/forecast cpu: within 150 s \d+.* cpu in all are expected/);
    expect(decision?.to).toBeGreaterThan(8);
  });

  it('one of chance is not gone by, and it is said why', async () => {
    const wild = (atMs: number) => 300 * (1.1 + noiseAt(atMs / 60_000));
    const world = dailyWorld({ tasks: 8, days: 8, load: wild, tags: optedIn });
    const report = await learn(world);
    expect(report.doubted).toMatchObject([{ signal: 'cpu', doubt: { kind: 'inaccurate' } }]);
    const [decision] = await tick(world);
    expect(decision?.why).toMatch(
      /not scaled ahead by cpu, because its forecasts were off by \d\d/,
    );
  });

  const rows = [
    { error: 0.15, to: 20, says: 'are expected' },
    { error: 0.151, to: 4, says: 'more than 15 % (it would ask for at least 20 tasks)' },
  ];
  it.each(rows)('an error of $error leads to $to tasks', async ({ error, to, says }) => {
    const world = dailyWorld({ tasks: 4, days: 0.02, load: () => 240, tags: optedIn });
    const accuracy = { forecastError: error, asNowError: 0.5, asYesterdayError: null };
    const source = signalSource('cpu', { cpu: { kind: 'cpu' } });
    const none = { kind: 'none', observedHours: 0 } as const;
    const forecast = forecastOf(() => 1000, { madeAtMs: startMs }, accuracy);
    const learnt = learntOf({ source, foresight: { envelope: none, forecast } });
    world.learnt.set(keyOf(idOf('web')), { kind: 'learnt', learnt });
    const [decision] = await tick(world);
    expect(decision?.to).toBe(to);
    expect(decision?.why).toContain(says);
  });
});

describe('C7: services opt in by a tag', () => {
  it('one without the tag is never touched, whatever is forecast of it', async () => {
    const world = dailyWorld({ tasks: 4, days: 0.02, tags: {} });
    world.tagged.clear();
    expect(await tick(world)).toEqual([]);
    expect(await learn(world)).toMatchObject({ learnt: [] });
    expect(world.writes).toEqual([]);
  });

  it('one that is enabled goes by its load, and by forecasts once a tag says so', async () => {
    const world = dailyWorld({ tasks: 4, days: 0.02, tags: optedIn });
    const plain = { 'flyball:enabled': 'true' };
    placeService(world, viewOf('api', 4, { tags: plain }), { cpu: cpuOf(60, 4) });
    const told = await tick(world);
    expect(told.map(({ why }) => why.includes('forecast cpu')).toSorted()).toEqual([false, true]);
  });
});
