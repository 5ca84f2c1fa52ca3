/** What ticks note of the metrics that they read, and what a ceiling does to them. */
import { describe, expect, it } from 'vitest';
import type { MemoryWorld } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { parseFleet } from '#config/parse.ts';
import { keyOf, type Reading } from '#engine/model.ts';
import type { Ports } from '#lib/ports.ts';
import { dollarsPerMetric } from '#lib/spend.ts';
import { runTick } from '#lib/tick.ts';
import { idOf, inputOf, minuteMs, startMs, worldOf } from './support.ts';

const month = '2026-01';

const fleetWith = (values: Partial<ParameterValues>) => {
  const parsed = parseFleet('', { ...defaultParameters, Mode: 'act', ...values });
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet;
};

const calm: Reading = {
  kind: 'series',
  points: Array.from({ length: 310 }, (_, minute) => ({
    atMs: startMs + (minute - 190) * minuteMs,
    value: 55,
    tasks: 4,
  })),
};

const worldWith = (services: number): MemoryWorld => {
  const names = Array.from({ length: services }, (_, number) => `web-${number}`);
  const world = worldOf(names.map((name) => ({ name, desired: 4, cpu: 0 })));
  for (const name of names) world.readings.set(keyOf(idOf(name)), { cpu: calm });
  return world;
};

type Given = { readonly values: Partial<ParameterValues>; readonly ports?: Partial<Ports> };

const run = async (world: MemoryWorld, from: number, to: number, given: Given) => {
  const fleet = fleetWith(given.values);
  const ports = { ...createMemoryPorts(world), ...given.ports };
  let failed = 0;
  for (let minute = from; minute <= to; minute += 1) {
    const report = await runTick(
      inputOf(world, { tickMs: startMs + minute * minuteMs, fleet, ports }),
    );
    failed += report.failed.length;
  }
  return failed;
};

const paid = (world: MemoryWorld): number => world.spend.get(month)?.paidMetrics ?? 0;

describe('the ledger', () => {
  it('counts what every tick asked for', async () => {
    const world = worldWith(3);
    await run(world, 0, 9, { values: {} });
    expect(world.spend.get(month)).toEqual({ freeRequests: 0, paidMetrics: 30 });
  });

  it('is told with every tick, and what the month comes to at this rate', async () => {
    const world = worldWith(3);
    world.spend.set(month, { freeRequests: 0, paidMetrics: 500_000 });
    const fleet = fleetWith({ FreeRequestsPercent: 0 });
    const { spend } = await runTick(inputOf(world, { tickMs: startMs, fleet }));
    const restMinutes = (Date.UTC(2026, 1, 1) - startMs) / minuteMs;
    expect(spend?.dollars).toBeCloseTo(5, 9);
    expect(spend?.forecastDollars).toBeCloseTo(5 + 3 * restMinutes * dollarsPerMetric, 9);
    expect([...world.summaries.values()].map((summary) => summary.spend)).toEqual([spend]);
  });

  it('is unknown, and not nothing, where it cannot be read', async () => {
    const world = worldWith(1);
    const load = () => Promise.reject(new Error('throttled'));
    const ports = createMemoryPorts(world);
    const broken = { ...ports, spend: { ...ports.spend, load } };
    const report = await runTick(inputOf(world, { tickMs: startMs, ports: broken }));
    expect(report.spend).toBeNull();
  });

  it('that cannot be read or written fails the tick and stops no scaling', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    const broken = () => Promise.reject(new Error('throttled'));
    const ports = { spend: { load: broken, add: broken } };
    expect(await run(world, 0, 0, { values: {}, ports })).toBe(2);
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
  });

  it('tells the source how much is free, and that nothing is once the share is used up', async () => {
    const world = worldWith(1);
    const told: (number | undefined)[] = [];
    const { signals } = createMemoryPorts(world);
    const ports: Partial<Ports> = {
      signals: {
        read: (reads, deadline, freeRequests) => {
          told.push(freeRequests);
          return signals.read(reads, deadline);
        },
      },
    };
    world.spend.set(month, { freeRequests: 799_998, paidMetrics: 0 });
    await run(world, 0, 0, { values: {}, ports });
    world.spend.set(month, { freeRequests: 900_000, paidMetrics: 0 });
    await run(world, 1, 1, { values: {}, ports });
    expect(told).toEqual([2, 0]);
  });
});

describe('a ceiling in dollars', () => {
  /** A month of January has 44,640 minutes; 400 services at a metric every eight minutes cost $22. */
  const values = { Reads: 'adaptive', FreeRequestsPercent: 0 } as const;
  const services = 100;

  it('slows calm services down until they fit, and says so', async () => {
    const world = worldWith(services);
    await run(world, 0, 20, { values });
    const usual = paid(world);
    await run(world, 21, 60, { values });
    const perMinute = (paid(world) - usual) / 40;
    expect(perMinute).toBeCloseTo(services / 8, 0);
    const half = Math.round((perMinute / 2) * 39_000 * dollarsPerMetric);
    world.spend.clear();
    await run(world, 61, 100, { values: { ...values, MonthlyMetricBudgetUsd: half } });
    expect(paid(world) / 40).toBeLessThan(0.6 * perMinute);
    expect([...world.openAlerts.values()].map(({ code }) => code)).toEqual(['cost-ceiling']);
  });

  it('that is high enough changes nothing', async () => {
    const world = worldWith(services);
    await run(world, 0, 20, { values });
    const before = paid(world);
    await run(world, 21, 60, { values: { ...values, MonthlyMetricBudgetUsd: 1000 } });
    expect((paid(world) - before) / 40).toBeCloseTo(services / 8, 0);
    expect(world.openAlerts.size).toBe(0);
  });

  it('makes reads adaptive, or it could not be kept', async () => {
    const world = worldWith(services);
    await run(world, 0, 40, {
      values: { ...values, Reads: 'every-tick', MonthlyMetricBudgetUsd: 1000 },
    });
    expect(paid(world)).toBeLessThan(41 * services * 0.5);
  });

  it('keeps a look in 64 minutes at everyone, however little there is', async () => {
    const world = worldWith(services);
    await run(world, 0, 20, { values });
    const before = paid(world);
    world.spend.set(month, { freeRequests: 0, paidMetrics: 10_000_000 });
    await run(world, 21, 84, { values: { ...values, MonthlyMetricBudgetUsd: 1 } });
    expect(before).toBeGreaterThan(0);
    expect(paid(world) - 10_000_000).toBe(services);
  });
});
