import { describe, expect, it, test } from 'vitest';
import { placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { FleetSummary, Standing, SummaryRow } from '#lib/fleet-summary.ts';
import { runTick } from '#lib/tick.ts';
import {
  cpuOf,
  fleetOf,
  idOf,
  inputOf,
  minuteMs,
  startMs,
  viewOf,
  withPorts,
  worldOf,
} from './support.ts';

type World = ReturnType<typeof worldOf>;

const summaryOf = (world: World): FleetSummary => {
  const summary = world.summaries.get('0');
  if (summary === undefined) throw new Error('the tick wrote no summary');
  return summary;
};

const rowOf = (world: World, name: string): SummaryRow => {
  const row = summaryOf(world).rows.find(({ service }) => service.name === name);
  if (row === undefined) throw new Error(`the summary has no row for ${name}`);
  return row;
};

const order = (kind: 'freeze' | 'pause-in'): Override => ({
  order: { kind },
  scope: 'service',
  setAtMs: startMs,
  expiresAtMs: startMs + 60 * minuteMs,
  who: 'ada',
  why: 'a test',
});

const ordering = (world: World, kind: 'freeze' | 'pause-in'): void => {
  world.orders.set(`service ${keyOf(idOf('web'))}`, { kind: 'known', overrides: [order(kind)] });
};

const standingCases: readonly {
  readonly name: string;
  readonly standing: Standing;
  readonly cpu: number;
  readonly meddle?: (world: World) => void;
}[] = [
  { name: 'on target it is steady', standing: 'steady', cpu: 60 },
  { name: 'raised, it is out', standing: 'out', cpu: 80 },
  {
    name: 'asking for less and not allowed yet, it is held',
    standing: 'held',
    cpu: 10,
  },
  {
    name: 'frozen by a person, it is frozen',
    standing: 'frozen',
    cpu: 80,
    meddle: (world) => ordering(world, 'freeze'),
  },
  {
    name: 'with scale-in paused, it is paused',
    standing: 'paused',
    cpu: 60,
    meddle: (world) => ordering(world, 'pause-in'),
  },
  {
    name: 'without any data it is without data',
    standing: 'no-data',
    cpu: 60,
    meddle: (world) => world.readings.clear(),
  },
  {
    name: 'scaled by somebody else it is left out',
    standing: 'left-out',
    cpu: 60,
    meddle: (world) =>
      world.rivals.set(keyOf(idOf('web')), { resourceId: 'service/prod/web', detail: 'x' }),
  },
  {
    name: 'refused by ECS it has failed',
    standing: 'failed',
    cpu: 80,
    meddle: (world) =>
      world.refusals.set(keyOf(idOf('web')), {
        kind: 'refused',
        cause: 'AccessDenied',
        retryable: false,
      }),
  },
  {
    name: 'not described it has failed',
    standing: 'failed',
    cpu: 80,
    meddle: (world) => world.lookups.set(keyOf(idOf('web')), { kind: 'failed', cause: 'gone' }),
  },
];

test.each(standingCases)('$name', async ({ standing, cpu, meddle }) => {
  const world = worldOf([{ name: 'web', desired: 4, cpu }]);
  meddle?.(world);
  await runTick(inputOf(world));
  expect(rowOf(world, 'web')).toMatchObject({ standing });
  expect(summaryOf(world).counts).toMatchObject({ [standing]: 1 });
});

describe('a row', () => {
  it('has the count as it is after the tick, and what changed it', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    await runTick(inputOf(world));
    expect(rowOf(world, 'web')).toMatchObject({
      counts: { desired: 6, running: 4, min: 1, max: 10 },
      asked: 6,
      mode: 'act',
      signal: { name: 'cpu', value: 80, target: 60 },
      lastChange: { atMs: startMs, from: 4, to: 6, by: 'flyball' },
    });
  });

  it('has the count as it was where it was only observed', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    await runTick(inputOf(world, { fleet: fleetOf('', 'observe') }));
    expect(rowOf(world, 'web')).toMatchObject({
      standing: 'out',
      mode: 'observe',
      counts: { desired: 4 },
      lastChange: null,
    });
  });

  it('says who changed the count last', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
    await runTick(inputOf(world));
    const tickMs = startMs + minuteMs;
    placeService(world, viewOf('web', 7), { cpu: cpuOf(60, 7, tickMs) });
    await runTick(inputOf(world, { tickMs }));
    const change = { atMs: tickMs, from: 4, to: 7, by: 'someone-else' };
    expect(rowOf(world, 'web').lastChange).toEqual(change);
  });

  it('keeps its sentence short, and whole in its characters', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    const cause = '😀'.repeat(500);
    world.lookups.set(keyOf(idOf('web')), { kind: 'failed', cause });
    await runTick(inputOf(world));
    const { why } = rowOf(world, 'web');
    expect(why.length).toBeLessThanOrEqual(200);
    expect(why.isWellFormed()).toBe(true);
  });

  it('ends with what settled the count, however much was said before', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    ordering(world, 'freeze');
    const rules = ['memory', 'latency', 'requestsPerTask', 'cpu'].map(
      (signal) => `{ kind: track, signal: ${signal}, target: 60 }`,
    );
    const fleet = fleetOf(`defaults: { rules: [${rules.join(', ')}] }`);
    await runTick(inputOf(world, { fleet }));
    const { why } = rowOf(world, 'web');
    expect(why.length).toBeLessThanOrEqual(200);
    expect(why).toMatch(/^Hold at 4: .+… ada ordered freeze /);
  });

  it('names the alerts of its service and of no other', async () => {
    const world = worldOf([
      { name: 'web', desired: 4, cpu: 60 },
      { name: 'api', desired: 4, cpu: 60 },
    ]);
    world.readings.delete(keyOf(idOf('web')));
    await runTick(inputOf(world));
    expect(rowOf(world, 'web').alerts).toEqual(['no-data']);
    expect(rowOf(world, 'api').alerts).toEqual([]);
  });
});

describe('the summary', () => {
  it('has services in trouble first', async () => {
    const world = worldOf([
      { name: 'api', desired: 4, cpu: 60 },
      { name: 'web', desired: 4, cpu: 80 },
      { name: 'zoo', desired: 4, cpu: 60 },
    ]);
    world.lookups.set(keyOf(idOf('zoo')), { kind: 'failed', cause: 'gone' });
    await runTick(inputOf(world));
    const names = summaryOf(world).rows.map(({ service }) => service.name);
    expect(names).toEqual(['zoo', 'web', 'api']);
  });

  it('is not written again while it says nothing new, for five minutes', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
    const written: number[] = [];
    for (let minute = 0; minute < 12; minute += 1) {
      const tickMs = startMs + minute * minuteMs;
      placeService(world, viewOf('web', 4), { cpu: cpuOf(60, 4, tickMs) });
      const { summary } = await runTick(inputOf(world, { tickMs }));
      if (summary?.kind === 'written') written.push(minute);
    }
    // The second tick explains otherwise: it is no longer the first sight of the service.
    expect(written.at(0)).toBe(0);
    expect(written.length).toBeLessThanOrEqual(5);
    expect(written.at(-1)).toBeGreaterThanOrEqual(7);
  });

  it('fails no tick when it cannot be written, and that is known', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    const { summaries } = createMemoryPorts(world);
    const publish = () => Promise.reject(new Error('the table is gone'));
    const report = await runTick(withPorts(world, { summaries: { ...summaries, publish } }));
    expect(report).toMatchObject({ failed: [], summary: { kind: 'failed' } });
    expect(world.writes).toHaveLength(1);
  });
});
