/** A divided fleet over the memory world: every shard by a worker of its own, lost, doubled or late. */
import { describe, expect, it } from 'vitest';
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
import { shareOf } from '#lib/shards/share-of.ts';
import type { TickInput } from '#lib/tick/input.ts';
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

const work = (world: MemoryWorld, order: ShardOrder, changes: Partial<TickInput> = {}) =>
  runShard({
    ...inputAt(world, 0, changes),
    tickMs: order.tickMs,
    share: shareOf(order),
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

/** All have said what they use since the last worker of an earlier split is gone. Nobody wants more yet. */
const settleSplit = async (world: MemoryWorld): Promise<void> => {
  for (const minute of [0, 1]) {
    const { orders } = await ordersOf(world, minute, 60);
    for (const order of orders) await work(world, order);
  }
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
    const world = large(450);
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

  it('holds in the next one, too: what was seen in the first lacks what late workers of the last split did since', async () => {
    const world = hotFleet();
    const first = await ordersOf(world, 0);
    for (const order of first.orders) await work(world, order);
    const { orders } = await ordersOf(world, 1);
    for (const order of orders.slice(1)) await work(world, order);
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
    await settleSplit(world);
    const { orders } = await ordersOf(world, 2);
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
});

describe('a message that comes back', () => {
  const scaledBy = async (deliveries: number) => {
    const world = hotFleet();
    await settleSplit(world);
    const { orders } = await ordersOf(world, 2);
    const again = Array.from({ length: deliveries }, () => orders).flat();
    await Promise.all(again.map((order) => work(world, order)));
    return world.writes;
  };

  it('changes nothing that it has not changed the first time', async () => {
    const once = await scaledBy(1);
    expect(once.length).toBeGreaterThan(0);
    expect(await scaledBy(4)).toEqual(once);
  });
});

describe('a queue that is purged', () => {
  it('costs each shard a tick and no more', async () => {
    const world = hotFleet();
    for (let minute = 0; minute < 2; minute += 1) {
      const { orders } = await ordersOf(world, minute);
      await Promise.all(orders.map((order) => work(world, order)));
    }
    const before = tasksIn(world);
    await ordersOf(world, 2);
    expect(tasksIn(world)).toBe(before);
    for (let minute = 3; minute < 9; minute += 1) {
      const { orders } = await ordersOf(world, minute);
      await Promise.all(orders.map((order) => work(world, order)));
      expect(tasksIn(world)).toBeLessThanOrEqual(cap);
    }
    expect(tasksIn(world)).toBe(cap);
  });
});

describe('a fleet that shrinks below one shard', () => {
  const whole = fleetOf(yaml);
  const tickWhole = (world: MemoryWorld, minute: number) => {
    const tickMs = startMs + minute * minuteMs;
    for (const name of names) {
      const tasks = seen(world, idOf(name))?.desired ?? 0;
      placeService(world, viewOf(name, tasks), { cpu: cpuOf(89, tasks, tickMs) });
    }
    return runTick(inputAt(world, minute, { fleet: whole }));
  };

  /** Workers that were granted room and are held up before they call ECS. */
  const heldUp = async (world: MemoryWorld) => {
    await settleSplit(world);
    const { orders } = await ordersOf(world, 2);
    const gate = Promise.withResolvers<boolean>();
    const ports = { ...createMemoryPorts(world), turns: { take: () => gate.promise } };
    const working = orders.map((order) => work(world, order, { ports }));
    while (world.ledgers.at(-1)?.spent.started === 0) await new Promise(setImmediate);
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    const release = async () => {
      gate.resolve(true);
      await Promise.all(working);
    };
    return { release };
  };

  it('leaves the room alone that workers were granted and may still use', async () => {
    const world = hotFleet();
    const { release } = await heldUp(world);
    await tickWhole(world, 3);
    await release();
    expect(tasksIn(world)).toBeLessThanOrEqual(cap);
    for (let minute = 4; minute < 9; minute += 1) {
      await tickWhole(world, minute);
      expect(tasksIn(world)).toBeLessThanOrEqual(cap);
    }
    expect(tasksIn(world)).toBe(cap);
  });

  it('grants a worker of before nothing any more', async () => {
    const world = hotFleet();
    await settleSplit(world);
    const { orders } = await ordersOf(world, 2);
    await tickWhole(world, 3);
    const before = tasksIn(world);
    for (const order of orders) await work(world, order);
    expect(tasksIn(world)).toBe(before);
  });

  it('and grows beyond one again believes nothing that shards said before', async () => {
    const world = hotFleet();
    const first = await ordersOf(world, 0);
    for (const order of first.orders) await work(world, order);
    for (let minute = 2; minute < 8; minute += 1) await tickWhole(world, minute);
    expect(tasksIn(world)).toBe(cap);
    for (let minute = 8; minute < 11; minute += 1) {
      const { orders } = await ordersOf(world, minute);
      for (const order of orders) await work(world, order);
      expect(tasksIn(world)).toBeLessThanOrEqual(cap);
    }
  });

  it('grows nothing under a cap while nobody knows whether workers are at it', async () => {
    const world = hotFleet();
    const divisions = {
      read: () => Promise.reject(new Error('AccessDenied')),
      keep: async () => undefined,
    };
    const ports = { ...createMemoryPorts(world), divisions };
    const { failed } = await runTick(inputAt(world, 0, { fleet: whole, ports }));
    expect(failed).toMatchObject([{ service: 'division' }]);
    expect(world.writes).toEqual([]);
  });

  it('needs no ledger while it has never been divided', async () => {
    const world = hotFleet();
    await tickWhole(world, 0);
    expect(world.divisions).toEqual([]);
    expect(world.ledgers).toEqual([]);
    expect(tasksIn(world)).toBe(cap);
  });
});

describe('what the coordinator says of the whole', () => {
  it('is the health and the spend that its shards left, a tick late', async () => {
    const world = hotFleet();
    const first = await ordersOf(world, 0);
    expect(first.report.health).toBeNull();
    for (const order of first.orders) await work(world, order);
    const { report } = await ordersOf(world, 1);
    expect(report.health).toBeGreaterThan(0);
    expect(report.spend).not.toBeNull();
  });

  it('is nothing of single services, which their shards sum up', async () => {
    const world = hotFleet();
    await ordersOf(world, 0);
    expect([...world.summaries.values()].flatMap(({ rows }) => rows)).toEqual([]);
  });

  it('is how it is divided, written once', async () => {
    const world = hotFleet();
    const { orders } = await ordersOf(world, 0);
    await ordersOf(world, 1);
    expect(world.divisions).toEqual([
      { shards: orders.map(({ shard }) => shard), sinceMs: startMs },
    ]);
  });

  it('is an alert that names the shards which nobody works on, until somebody does', async () => {
    const world = hotFleet();
    const missing = () =>
      [...world.openAlerts.values()].filter((each) => each.code === 'ticks-missed');
    for (let minute = 0; minute < 6; minute += 1) {
      const { orders } = await ordersOf(world, minute);
      for (const order of orders.slice(1)) await work(world, order);
      expect(missing()).toHaveLength(minute > 3 ? 1 : 0);
    }
    const { orders } = await ordersOf(world, 6);
    expect(missing()[0]?.message).toContain(`1 of ${orders.length} shards`);
    expect(missing()[0]?.message).toContain(orders[0]?.shard);
    for (const order of orders) await work(world, order);
    await ordersOf(world, 7);
    expect(missing()).toEqual([]);
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

describe('what a divided fleet could not tell', () => {
  const owed = {
    kind: 'alert',
    severity: 'error',
    subject: 'owed',
    text: 'from before',
    detail: {},
  } as const;
  const toldOf = (world: MemoryWorld) =>
    world.notifications.filter(({ subject }) => subject === owed.subject).length;

  it('is told once, by the tick function, however many workers there are', async () => {
    const world = hotFleet();
    world.owed.push(owed);
    const { orders } = await ordersOf(world, 0);
    await Promise.all(orders.map((order) => work(world, order)));
    expect(toldOf(world)).toBe(1);
    expect(world.owed).toEqual([]);
  });

  it('is left alone by workers', async () => {
    const world = hotFleet();
    const { orders } = await ordersOf(world, 0);
    world.owed.push(owed);
    for (const order of orders) await work(world, order);
    expect(toldOf(world)).toBe(0);
    expect(world.owed).toEqual([owed]);
  });

  it('is kept by each worker beside what others keep', async () => {
    const world = hotFleet();
    const notifier = { publish: () => Promise.reject(new Error('no topic')) };
    await settleSplit(world);
    const { orders } = await ordersOf(world, 2);
    world.owed.push(owed);
    const ports = { ...createMemoryPorts(world), notifier };
    await Promise.all(orders.map((order) => work(world, order, { ports })));
    expect(world.owed).toContainEqual(owed);
    expect(world.owed.length).toBe(1 + world.writes.length);
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
