/** A shard of a large fleet, in which few services are described on each tick. */
import { describe, expect, it } from 'vitest';
import { type MemoryWorld, viewOf as seen } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { keyOf, type ServiceId, type ServiceKey, type ServiceView } from '#engine/model.ts';
import type { ServiceState } from '#engine/state.ts';
import type { Lookup, Ports } from '#lib/ports.ts';
import type { TickReport } from '#lib/report.ts';
import { runShard } from '#lib/shards/run-shard.ts';
import { assess } from '#lib/tick/assess.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { cpuOf, fleetOf, idOf, inputOf, minuteMs, startMs, worldOf } from './support.ts';

const rotationMinutes = 10;
const names = Array.from({ length: 30 }, (_, index) => `web-${index}`);
const homeServices = 10_000;

type Shard = {
  readonly world: MemoryWorld;
  /** Whom ECS was asked about in the last tick, in order. */
  readonly asked: readonly ServiceKey[];
  readonly tick: (changes?: Partial<TickInput>) => Promise<TickReport>;
  readonly nowMs: () => number;
};

/** Every service has four tasks and what they need, unless a test says otherwise. */
const shardOf = (
  ports: (world: MemoryWorld) => Partial<Ports> = () => ({}),
  size = homeServices,
) => {
  const world = worldOf(names.map((name) => ({ name, desired: 4, cpu: 60 })));
  const loads = new Map<string, number>();
  const asked: ServiceKey[] = [];
  const stirred: string[] = [];
  const memory = { ...createMemoryPorts(world), ...ports(world) };
  const describe = (ids: readonly ServiceId[], deadline: TickInput['deadline']) => {
    asked.push(...ids.map(keyOf));
    return memory.serviceReader.describe(ids, deadline);
  };
  let minute = -1;
  const nowMs = () => startMs + minute * minuteMs;
  const tick = (changes: Partial<TickInput> = {}): Promise<TickReport> => {
    minute += 1;
    asked.length = 0;
    for (const name of names) {
      world.readings.set(keyOf(idOf(name)), { cpu: cpuOf(loads.get(name) ?? 60, 4, nowMs()) });
    }
    return runShard({
      ...inputOf(world, { ports: { ...memory, serviceReader: { describe } }, ...changes }),
      tickMs: nowMs(),
      share: {
        shard: '123456789012/us-east-1/0',
        speaksForAll: true,
        split: 's',
        holders: { backend: ['123456789012/us-east-1/0'] },
        services: names.map(idOf),
        fleetServices: size,
        fleetShards: 2,
        homeServices: size,
        rivals: new Map(),
        stirred: new Set(stirred.splice(0).map((name) => keyOf(idOf(name)))),
      },
    });
  };
  return { world, loads, asked, stirred, tick, nowMs };
};

const rest = async ({ tick }: Pick<Shard, 'tick'>, minutes = 12): Promise<void> => {
  for (let minute = 0; minute < minutes; minute += 1) await tick();
};

/** Ticks until this service is gone by what is remembered of it. */
const untilRemembered = async (shard: Shard, name: string): Promise<void> => {
  await rest(shard);
  while (shard.asked.includes(keyOf(idOf(name)))) await shard.tick();
};

const untilDescribed = async (shard: Shard, name: string): Promise<number> => {
  for (let ticks = 1; ticks <= rotationMinutes; ticks += 1) {
    await shard.tick();
    if (shard.asked.includes(keyOf(idOf(name)))) return ticks;
  }
  throw new Error(`${name} was not described within ${rotationMinutes} ticks`);
};

const stateOf = (world: MemoryWorld, name: string): ServiceState => {
  const memory = world.states.get(keyOf(idOf(name)));
  if (memory?.kind !== 'found') throw new Error(`${name} has no state`);
  return memory.state;
};

const change = (world: MemoryWorld, name: string, changes: Partial<ServiceView>): void => {
  const view = seen(world, idOf(name));
  if (view === undefined) throw new Error(`no ${name}`);
  world.lookups.set(keyOf(idOf(name)), { kind: 'found', view: { ...view, ...changes } });
};

describe('a shard of a large fleet at rest', () => {
  it('is described in full at first, and then each service once in a rotation', async () => {
    const shard = shardOf();
    await shard.tick();
    expect(shard.asked).toHaveLength(names.length);
    await rest(shard);
    const turns: ServiceKey[] = [];
    for (let minute = 0; minute < rotationMinutes; minute += 1) {
      await shard.tick();
      turns.push(...shard.asked);
    }
    expect(turns.toSorted()).toEqual(names.map((name) => keyOf(idOf(name))).toSorted());
  });

  it('writes nothing, turn or no turn', async () => {
    const saved: ServiceKey[] = [];
    const shard = shardOf((world) => {
      const { states } = createMemoryPorts(world);
      const save: Ports['states']['save'] = (id, ...rest) => {
        saved.push(keyOf(id));
        return states.save(id, ...rest);
      };
      return { states: { ...states, save } };
    });
    await rest(shard);
    saved.length = 0;
    await rest(shard);
    expect(saved).toEqual([]);
  });

  it('decides every service on every tick', async () => {
    const shard = shardOf();
    await rest(shard);
    const { decisions } = await shard.tick();
    expect(decisions).toHaveLength(names.length);
  });

  it('is described in full where the account and region has few services, and nothing is remembered', async () => {
    const shard = shardOf(undefined, 500);
    await rest(shard);
    expect(shard.asked).toHaveLength(names.length);
    expect(stateOf(shard.world, 'web-0').sight).toBeNull();
  });

  it('is described in full by who looks from a terminal', async () => {
    const shard = shardOf();
    await rest(shard);
    const { assessed } = await assess(inputOf(shard.world, { tickMs: shard.nowMs() }));
    expect(assessed.every(({ rememberedSinceMs }) => rememberedSinceMs === null)).toBe(true);
  });
});

describe('a service that is not at rest', () => {
  it.each([
    ['tasks are missing', { running: 3 }],
    ['tasks are starting', { running: 3, pending: 1 }],
    ['a rollout is under way', { rollout: 'in-progress' as const }],
  ])('is described on every tick while %s', async (_, changes) => {
    const shard = shardOf();
    await rest(shard);
    change(shard.world, 'web-3', changes);
    await untilDescribed(shard, 'web-3');
    for (let minute = 0; minute < rotationMinutes; minute += 1) {
      await shard.tick();
      expect(shard.asked).toContain(keyOf(idOf('web-3')));
    }
  });

  it('is described once before it is changed, and on the ticks after', async () => {
    const shard = shardOf();
    await untilRemembered(shard, 'web-3');
    shard.loads.set('web-3', 120);
    while (shard.world.writes.length === 0) await shard.tick();
    expect(shard.asked.filter((key) => key === keyOf(idOf('web-3')))).toHaveLength(1);
    shard.loads.set('web-3', 60);
    for (let minute = 0; minute < 2; minute += 1) {
      await shard.tick();
      expect(shard.asked).toContain(keyOf(idOf('web-3')));
    }
  });
});

describe('a memory that is wrong', () => {
  it('causes no action: a count set by hand is seen, and respected, when it would be changed', async () => {
    const shard = shardOf();
    await untilRemembered(shard, 'web-3');
    change(shard.world, 'web-3', { desired: 9, running: 9 });
    shard.loads.set('web-3', 120);
    for (let minute = 0; minute < 2; minute += 1) await shard.tick();
    expect(shard.world.writes.filter(({ desired }) => desired < 9)).toEqual([]);
    expect(stateOf(shard.world, 'web-3').foreign).toMatchObject({ from: 4, to: 9 });
  });

  it('causes no action: a rollout that began unseen forbids the scale-in', async () => {
    const shard = shardOf();
    await untilRemembered(shard, 'web-3');
    change(shard.world, 'web-3', { rollout: 'in-progress' });
    shard.loads.set('web-3', 5);
    await rest(shard, 30);
    expect(shard.world.writes).toEqual([]);
  });

  it('causes no action when ECS does not answer: the service is left to the next tick, and named', async () => {
    let isDown = false;
    const shard = shardOf((world) => {
      const { describe } = createMemoryPorts(world).serviceReader;
      const failed: Lookup = { kind: 'failed', cause: 'ServerException' };
      return {
        serviceReader: {
          describe: async (ids, deadline) =>
            isDown ? new Map(ids.map((id) => [keyOf(id), failed])) : describe(ids, deadline),
        },
      };
    });
    await untilRemembered(shard, 'web-3');
    isDown = true;
    shard.loads.set('web-3', 120);
    const { failed } = await shard.tick();
    expect(shard.world.writes).toEqual([]);
    expect(failed.map(({ service }) => service)).toContain(keyOf(idOf('web-3')));
  });

  it.each<readonly [string, (world: MemoryWorld) => void]>([
    ['a count set by hand', (world) => change(world, 'web-3', { desired: 6, running: 6 })],
    ['tasks that died', (world) => change(world, 'web-3', { running: 2 })],
    [
      'tags that changed',
      (world) =>
        change(world, 'web-3', { tags: { 'flyball:enabled': 'true', 'flyball:min': '2' } }),
    ],
  ])('is corrected within a rotation: %s', async (_, happen) => {
    const shard = shardOf();
    await untilRemembered(shard, 'web-3');
    happen(shard.world);
    await untilDescribed(shard, 'web-3');
    const now = seen(shard.world, idOf('web-3'));
    const { knownDesired, sight, losses } = stateOf(shard.world, 'web-3');
    expect(knownDesired).toBe(now?.desired);
    if (now?.running !== now?.desired) expect(sight).toBeNull();
    else expect(sight).toMatchObject({ desired: now?.desired, tags: now?.tags });
    if (now?.running === 2) expect(losses.recent).toMatchObject([{ tasks: 2 }]);
  });

  it('goes by the tags of now when it acts, and reads what they want read', async () => {
    const shard = shardOf();
    await untilRemembered(shard, 'web-3');
    change(shard.world, 'web-3', { tags: { 'flyball:enabled': 'true', 'flyball:max': '5' } });
    shard.loads.set('web-3', 180);
    while (shard.world.writes.length === 0) await shard.tick();
    expect(shard.world.writes).toEqual([{ id: idOf('web-3'), desired: 5 }]);
  });
});

describe('a service that ECS told of', () => {
  it('is described on that tick, whatever its turn', async () => {
    const shard = shardOf();
    await untilRemembered(shard, 'web-3');
    change(shard.world, 'web-3', { rollout: 'in-progress' });
    shard.stirred.push('web-3');
    await shard.tick();
    expect(shard.asked).toContain(keyOf(idOf('web-3')));
    expect(stateOf(shard.world, 'web-3').sight).toBeNull();
  });
});

describe('a service that left', () => {
  it.each<readonly [string, (world: MemoryWorld, key: ServiceKey) => void]>([
    ['was deleted', (world, key) => world.lookups.delete(key)],
    ['drains', (world, key) => world.lookups.set(key, { kind: 'unscalable', why: 'draining' })],
    [
      'has tags that cannot be used',
      (world) =>
        change(world, 'web-3', { tags: { 'flyball:enabled': 'true', 'flyball:max': 'x' } }),
    ],
  ])(
    'is forgotten at its turn, and described on every tick from then on: it %s',
    async (_, leave) => {
      const shard = shardOf();
      await untilRemembered(shard, 'web-3');
      leave(shard.world, keyOf(idOf('web-3')));
      await untilDescribed(shard, 'web-3');
      expect(stateOf(shard.world, 'web-3').sight).toBeNull();
      const { skipped } = await shard.tick();
      expect(skipped.map(({ service }) => service)).toEqual([keyOf(idOf('web-3'))]);
    },
  );

  it('is asked about as soon as its metrics are gone', async () => {
    const shard = shardOf();
    await untilRemembered(shard, 'web-3');
    shard.world.lookups.delete(keyOf(idOf('web-3')));
    const { signals } = createMemoryPorts(shard.world);
    const silent: Ports['signals'] = {
      read: (reads, ...rest) =>
        signals.read(
          reads.filter(({ service }) => service.name !== 'web-3'),
          ...rest,
        ),
    };
    const ports = { ...createMemoryPorts(shard.world), signals: silent };
    const { skipped } = await shard.tick({ ports });
    expect(skipped).toMatchObject([{ service: keyOf(idOf('web-3')) }]);
  });
});

describe('room in a group', () => {
  const fleet = fleetOf(`
defaults: { group: backend }
groups: { backend: { maxTasks: ${names.length * 4} } }
`);
  const urgent = { 'flyball:enabled': 'true', 'flyball:priority': '90' };

  /** A full group, in which the most important member asks for more. */
  const crowded = async (happen: (world: MemoryWorld) => void) => {
    const shard = shardOf();
    change(shard.world, 'web-3', { tags: urgent });
    for (let minute = 0; minute < 20; minute += 1) await shard.tick({ fleet });
    while (shard.asked.length > names.length / 2) await shard.tick({ fleet });
    happen(shard.world);
    shard.loads.set('web-3', 120);
    await shard.tick({ fleet });
    return shard;
  };

  it('is made by services at rest, each of which was described first', async () => {
    const { world, asked } = await crowded(() => undefined);
    expect(world.writes.length).toBeGreaterThan(0);
    for (const { id, desired } of world.writes) {
      expect(desired).toBeLessThan(4);
      expect(asked).toContain(keyOf(id));
    }
  });

  it('is not made by one that is not at rest, whatever is remembered of it', async () => {
    const { world } = await crowded((now) => {
      for (const name of names) if (name !== 'web-3') change(now, name, { running: 3, pending: 1 });
    });
    expect(world.writes).toEqual([]);
  });
});
