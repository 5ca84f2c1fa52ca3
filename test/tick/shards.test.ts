/** A divided fleet over the memory world: every shard by a worker of its own, lost, doubled or late. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryLedger } from '#adapters/memory/shards.ts';
import {
  createMemoryWorld,
  type MemoryWorld,
  placeService,
  viewOf as seen,
} from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import type { ShardOrder } from '#lib/shards/order.ts';
import { runShard } from '#lib/shards/run-shard.ts';
import type { Share, TickInput } from '#lib/tick/input.ts';
import { runTick } from '#lib/tick.ts';
import { cpuOf, endless, fleetOf, idOf, inputOf, minuteMs, startMs, viewOf } from './support.ts';

const shardSize = 10;

const parametersOf = (fleet: TickInput['fleet']): TickInput['fleet'] => ({
  ...fleet,
  parameters: { ...fleet.parameters, ShardSize: shardSize },
});

const cap = 60;
/** Twenty-four members, so more than half a shard: the group is divided. */
const members = 24;
const yaml = `
defaults: { group: backend, max: 50, limits: { out: { select: max, policies: [{ tasks: 50, per: 1m }] } } }
groups: { backend: { maxTasks: ${cap} } }
`;

const names = Array.from({ length: members }, (_, index) => `web-${index}`);

/** Every member has two tasks and wants far more. */
const hotFleet = (cpu = 89): MemoryWorld => {
  const world = createMemoryWorld();
  for (const name of names) {
    placeService(world, viewOf(name, 2), { cpu: cpuOf(cpu, 2) });
  }
  return world;
};

const inputAt = (world: MemoryWorld, minute: number, changes: Partial<TickInput> = {}): TickInput =>
  inputOf(world, {
    fleet: parametersOf(fleetOf(yaml)),
    tickMs: startMs + minute * minuteMs,
    ...changes,
  });

const shareOf = ({ rivals, stirred, ...order }: ShardOrder): Share => ({
  ...order,
  stirred: new Set(stirred.map(keyOf)),
  rivals: rivals && new Map(rivals.map(({ service, ...rival }) => [service, rival])),
});

const work = (world: MemoryWorld, order: ShardOrder, changes: Partial<TickInput> = {}) =>
  runShard({
    ...inputAt(world, 0, changes),
    tickMs: order.tickMs,
    share: shareOf(order),
    ledger: createMemoryLedger(world),
  });

/** The orders of one tick, as its coordinator sends them; the readings are as of then. */
const ordersOf = async (world: MemoryWorld, minute: number, cpu = 89) => {
  const nowMs = startMs + minute * minuteMs;
  for (const name of names) {
    const tasks = seen(world, idOf(name))?.desired ?? 0;
    const view = viewOf(name, tasks);
    placeService(world, view, { cpu: cpuOf(cpu, tasks, nowMs) });
  }
  const before = world.orderedShards.length;
  const report = await runTick(inputAt(world, minute));
  return { report, orders: world.orderedShards.slice(before) };
};

const tasksIn = (world: MemoryWorld): number =>
  names.reduce((sum, name) => sum + (seen(world, idOf(name))?.desired ?? 0), 0);

describe('a fleet larger than a shard', () => {
  it('is handed to workers, each service once, and nothing of it is decided by the coordinator', async () => {
    const world = hotFleet();
    const { report, orders } = await ordersOf(world, 0);
    expect(report).toMatchObject({ claimed: true, decisions: [], failed: [] });
    const sent = orders.flatMap(({ services }) => services.map(keyOf)).sort();
    expect(sent).toEqual(names.map((name) => keyOf(idOf(name))).sort());
  });

  it('is not divided while it fits one', async () => {
    const world = hotFleet();
    await runTick(inputAt(world, 0, { fleet: fleetOf(yaml) }));
    expect(world.orderedShards).toEqual([]);
    expect(world.ledgers).toEqual([]);
    expect(world.writes.length).toBeGreaterThan(0);
  });

  it('says which shards could not be handed over, and fails', async () => {
    const world = hotFleet();
    const shards = { send: async () => [{ shard: 'x/1', cause: 'AccessDenied' }] };
    const ports = { ...createMemoryPorts(world), shards };
    const { failed } = await runTick(inputAt(world, 0, { ports }));
    expect(failed).toMatchObject([{ service: 'shard x/1' }]);
  });
});

describe('what ECS told of services', () => {
  const large = (services: number): MemoryWorld => {
    const world = createMemoryWorld();
    for (let index = 0; index < services; index += 1) {
      placeService(world, viewOf(`web-${index}`, 2));
    }
    world.stirred.push(idOf('web-7'), idOf('web-8'), idOf('of-somebody-else'));
    return world;
  };
  const inShards = { ...fleetOf(), parameters: { ...fleetOf().parameters, ShardSize: 500 } };

  it('is handed to the shard that has the service, and heard', async () => {
    const world = large(1_200);
    await runTick(inputAt(world, 0, { fleet: inShards }));
    const told = world.orderedShards.flatMap(({ services, stirred }) => {
      const own = new Set(services.map(keyOf));
      expect(stirred.every((id) => own.has(keyOf(id)))).toBe(true);
      return stirred.map(({ name }) => name);
    });
    expect(told.sort()).toEqual(['web-7', 'web-8']);
    expect(world.stirred).toEqual([]);
  });

  it('comes again when a shard could not be handed over', async () => {
    const world = large(1_200);
    const shards = { send: async () => [{ shard: 'x/1', cause: 'AccessDenied' }] };
    const ports = { ...createMemoryPorts(world), shards };
    await runTick(inputAt(world, 0, { fleet: inShards, ports }));
    expect(world.stirred).toHaveLength(3);
  });

  it('is not asked for where every service is described on every tick', async () => {
    const world = large(900);
    await runTick(inputAt(world, 0, { fleet: inShards }));
    expect(world.orderedShards.flatMap(({ stirred }) => stirred)).toEqual([]);
    expect(world.stirred).toHaveLength(3);
  });
});

describe('a cap over several shards', () => {
  it('is used in full, and never exceeded, tick after tick', async () => {
    const world = hotFleet();
    for (let minute = 0; minute < 8; minute += 1) {
      const { orders } = await ordersOf(world, minute);
      await Promise.all(orders.map((order) => work(world, order)));
      expect(tasksIn(world)).toBeLessThanOrEqual(cap);
    }
    expect(tasksIn(world)).toBe(cap);
  });

  it('holds in the first tick of a split: nobody grows before all have said what they use', async () => {
    const world = hotFleet();
    const { orders } = await ordersOf(world, 0);
    for (const order of orders) await work(world, order);
    expect(world.writes).toEqual([]);
  });

  it('holds while a shard that never worked may hold anything', async () => {
    const world = hotFleet();
    for (let minute = 0; minute < 3; minute += 1) {
      const { orders } = await ordersOf(world, minute);
      for (const order of orders.slice(1)) await work(world, order);
    }
    expect(world.writes).toEqual([]);
  });

  it('keeps room that was granted to a worker which died before it could act', async () => {
    const world = hotFleet();
    const first = await ordersOf(world, 0);
    for (const order of first.orders) await work(world, order);
    const { orders } = await ordersOf(world, 1);
    const [dying, ...others] = orders;
    if (dying === undefined) throw new Error('there are several shards');
    const broken = createMemoryPorts(world);
    const states = { ...broken.states, save: () => Promise.reject(new Error('killed')) };
    await work(world, dying, { ports: { ...broken, states } });
    for (const order of others) await work(world, order);
    expect(tasksIn(world)).toBeLessThan(cap);
    const held = world.ledgers.at(-1)?.shards[dying.shard]?.groups['backend'];
    expect(held?.grants.length).toBeGreaterThan(0);
    // Long after, the room is free again.
    for (let minute = 5; minute < 8; minute += 1) {
      const later = await ordersOf(world, minute);
      for (const order of later.orders) await work(world, order);
    }
    expect(tasksIn(world)).toBe(cap);
  });

  it('is never exceeded, and nothing is scaled twice, whatever is lost, doubled or late', async () => {
    const fate = fc.constantFrom('in time', 'lost', 'doubled', 'late');
    const story = fc.array(fc.array(fate, { minLength: 3, maxLength: 3 }), {
      minLength: 3,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(story, async (ticks) => {
        const world = hotFleet();
        let late: readonly ShardOrder[] = [];
        for (const [minute, fates] of ticks.entries()) {
          const { orders } = await ordersOf(world, minute);
          const fateOf = (index: number) => fates[index % fates.length];
          const now = orders.flatMap((order, index) => {
            if (fateOf(index) === 'doubled') return [order, order];
            return fateOf(index) === 'in time' ? [order] : [];
          });
          const before = world.writes.length;
          await Promise.all([...late, ...now].map((order) => work(world, order)));
          late = orders.filter((_, index) => fateOf(index) === 'late');
          const written = world.writes.slice(before).map(({ id }) => id.name);
          expect(new Set(written).size).toBe(written.length);
          expect(tasksIn(world)).toBeLessThanOrEqual(cap);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the guard of the whole fleet, over several shards', () => {
  const emptying = `
blastGuard: { share: 50%, minTasks: 20 }
defaults: { min: 1, max: 50, stabilize: { in: 0s }, limits: { in: { select: max, policies: [{ tasks: 50, per: 1m }] } } }
`;
  const idle = (idleNames: readonly string[]): MemoryWorld => {
    const world = createMemoryWorld();
    for (const name of names) {
      const cpu = idleNames.includes(name) ? 1 : 60;
      placeService(world, viewOf(name, 4), { cpu: cpuOf(cpu, 4) });
    }
    return world;
  };
  const removedIn = async (world: MemoryWorld): Promise<number> => {
    const fleet = parametersOf(fleetOf(emptying));
    for (let minute = 0; minute < 12; minute += 1) {
      const tickMs = startMs + minute * minuteMs;
      for (const name of names) {
        const points = world.readings.get(keyOf(idOf(name)))?.['cpu'];
        const cpu = points?.kind === 'series' ? (points.points[0]?.value ?? 0) : 0;
        placeService(world, viewOf(name, 4), { cpu: cpuOf(cpu, 4, tickMs) });
      }
      const before = world.orderedShards.length;
      await runTick(inputAt(world, minute, { fleet }));
      const orders = world.orderedShards.slice(before);
      const writes = world.writes.length;
      for (const order of orders) await work(world, order, { fleet });
      const removed = world.writes.slice(writes).reduce((sum, write) => sum + 4 - write.desired, 0);
      if (removed > 0) return removed;
    }
    return 0;
  };

  it('lets go what is a small part of all tasks', async () => {
    expect(await removedIn(idle(names.slice(0, 4)))).toBe(12);
  });

  it('takes away no more than its share in one tick, however the shards divide it', async () => {
    expect(await removedIn(idle(names))).toBeLessThanOrEqual((names.length * 4) / 2);
  });
});

describe('alerts of a divided fleet', () => {
  it('a worker leaves those of other shards alone, and the coordinator ends those of services that left', async () => {
    const world = hotFleet();
    const gone = keyOf(idOf('gone'));
    const open = (service: string) => ({
      code: 'no-data' as const,
      severity: 'error' as const,
      service,
      group: null,
      message: 'it is held',
      openedAtMs: startMs,
      ticks: 3,
      toldAtMs: startMs,
      resolution: null,
    });
    const other = keyOf(idOf('web-1'));
    const { alerts } = createMemoryPorts(world);
    await alerts.keep(open(gone), endless);
    await alerts.keep(open(other), endless);
    const { orders } = await ordersOf(world, 0);
    expect([...world.resolvedAlerts].map(({ service }) => service)).toEqual([gone]);
    const without = orders.filter(({ services }) => !services.some(({ name }) => name === 'web-1'));
    for (const order of without) await work(world, order);
    expect([...world.resolvedAlerts].map(({ service }) => service)).toEqual([gone]);
  });
});
