/** Scenario C, rows 3 to 6, 11 and 12: scaling on predictions, as `examples/predictive` sets it up. */
import { describe, expect, it } from 'vitest';
import { createMemoryOverrideBook } from '#adapters/memory/operator.ts';
import { runTick } from '#lib/tick.ts';
import { endless, home, inputOf, minuteMs, withPorts, worldOf } from '../tick/support.ts';
import { countsOver, type Minute, openStage } from './play.ts';

const startMs = Date.UTC(2026, 0, 5, 10, 0);

const at = (cpu: number, memory: number, requests = 1000): Minute => ({
  predictedCpu: cpu,
  predictedMemory: memory,
  predictedRequests: requests,
  requests: 1000,
});

const calm = at(60, 50);

const open = (desired: number) =>
  openStage({
    example: 'predictive',
    cluster: 'shop',
    service: 'storefront',
    desired,
    before: calm,
    startMs,
  });

type Row = readonly [cpu: number, memory: number, from: number, to: number, urgency: string];

describe('C3: above 80 % predicted', () => {
  const rows: readonly Row[] = [
    [80, 50, 10, 10, 'low'],
    [81, 50, 10, 12, 'medium'],
    [50, 84, 10, 12, 'medium'],
    [90, 50, 10, 13, 'medium'],
    [91, 50, 10, 13, 'high'],
    [100, 50, 10, 15, 'high'],
    [100, 50, 15, 20, 'high'],
  ];
  it.each(rows)('cpu %i, memory %i: from %i to %i, %s priority', async (...row) => {
    const [cpu, memory, from, to, urgency] = row;
    const stage = await open(from);
    const { decisions } = await stage.tick(at(cpu, memory));
    expect(decisions).toMatchObject([{ from, to, urgency }]);
  });
});

describe('C4: below 30 % predicted', () => {
  const rows: readonly Row[] = [
    [29, 20, 10, 7, 'low'],
    [29, 31, 10, 10, 'low'],
    [30, 20, 10, 10, 'low'],
    [5, 5, 2, 1, 'low'],
    [5, 5, 1, 1, 'low'],
    [50, 50, 10, 10, 'low'],
  ];
  it.each(rows)('cpu %i, memory %i: from %i to %i', async (cpu, memory, from, to, urgency) => {
    const stage = await open(from);
    const { decisions } = await stage.tick(at(cpu, memory));
    expect(decisions).toMatchObject([{ from, to, urgency }]);
  });
});

describe('C5: more than twice the present requests', () => {
  it('adds two, with high priority', async () => {
    const stage = await open(10);
    const { decisions } = await stage.tick(at(60, 50, 2100));
    expect(decisions).toMatchObject([{ from: 10, to: 12, urgency: 'high' }]);
  });

  it('twice is not more than twice', async () => {
    const stage = await open(10);
    const { decisions } = await stage.tick(at(60, 50, 2000));
    expect(decisions).toMatchObject([{ from: 10, to: 10 }]);
  });
});

describe('C6: cooldown by priority', () => {
  it('high waits 60 s: two more each minute while the rush lasts', async () => {
    expect(await countsOver(await open(4), 3, at(60, 50, 5000))).toEqual([6, 8, 10]);
  });

  it('low waits 300 s', async () => {
    expect(await countsOver(await open(20), 6, at(20, 20))).toEqual([14, 14, 14, 14, 14, 10]);
  });

  it('turning round waits twice as long', async () => {
    const stage = await open(10);
    await stage.tick(at(60, 50, 2100));
    // In after out at low urgency: not within 600 s.
    expect(await countsOver(stage, 9, at(20, 20))).toEqual(Array(9).fill(12));
    expect(await countsOver(stage, 1, at(20, 20))).toEqual([9]);
  });
});

describe('C11: notifications', () => {
  it('of every action, with its reason', async () => {
    const stage = await open(10);
    await stage.tick(at(95, 50));
    expect(stage.world.notifications).toMatchObject([
      { kind: 'action', subject: 'Flyball: shop/storefront from 10 to 14' },
    ]);
  });

  it('of an error in the loop itself, once it has stood', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
    const broken = {
      states: {
        load: async () => new Map(),
        save: async () => 'saved' as const,
      },
    };
    for (const minute of [0, 1, 2, 3]) {
      const tickMs = startMs + minute * minuteMs;
      await runTick({ ...withPorts(world, broken), tickMs });
    }
    expect(world.notifications.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('service-failed'),
    ]);
  });
});

describe('C12: a bad action is undone by one order', () => {
  it('which puts the count back, and lapses by itself', async () => {
    const stage = await open(10);
    await stage.tick(at(95, 50));
    expect(stage.desired()).toBe(14);
    const service = { ...home, cluster: 'shop', name: 'storefront' };
    const nowMs = stage.nowMs();
    const undone = {
      order: { kind: 'pin', tasks: 10 },
      setAtMs: nowMs,
      expiresAtMs: nowMs + 30 * minuteMs,
      who: 'ada',
      why: 'undo',
    } as const;
    const book = createMemoryOverrideBook(stage.world);
    await book.give({ kind: 'service', service }, [undone], nowMs, endless);
    expect(await countsOver(stage, 3, at(95, 50))).toEqual([10, 10, 10]);
    expect((await countsOver(stage, 30, at(95, 50))).at(-1)).toBeGreaterThan(10);
  });
});

describe('the whole autoscaler', () => {
  it('is paused and resumed by one order', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    const book = createMemoryOverrideBook(world);
    const tickMs = Date.UTC(2026, 0, 5, 9, 0);
    const freeze = {
      order: { kind: 'freeze' },
      setAtMs: tickMs,
      expiresAtMs: tickMs + minuteMs,
      who: 'ada',
      why: 'release',
    } as const;
    await book.give({ kind: 'fleet' }, [freeze], tickMs, endless);
    await runTick(inputOf(world));
    expect(world.writes).toEqual([]);
    await runTick(inputOf(world, { tickMs: tickMs + minuteMs }));
    expect(world.writes).toHaveLength(1);
  });
});
