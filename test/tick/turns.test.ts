/** What a tick does when ECS takes no more changes before the deadline. */
import { describe, expect, it } from 'vitest';
import { type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
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

const { fleet: calmFleet } = inputOf(worldOf([]));
const adaptive = {
  ...calmFleet,
  parameters: { ...calmFleet.parameters, Reads: 'adaptive' },
} as const;

const hot = (name: string, cpu = 80) => ({ name, desired: 4, cpu });

/** The next minute, with the same load. */
const again = (world: MemoryWorld, names: readonly string[], minute: number) => {
  const tickMs = startMs + minute * minuteMs;
  for (const name of names) {
    placeService(world, viewOf(name, 4), { cpu: cpuOf(80, 4, tickMs) });
  }
  return runTick(inputOf(world, { tickMs }));
};

const storedOf = (world: MemoryWorld, name: string) => {
  const recalled = world.states.get(keyOf(idOf(name)));
  if (recalled?.kind !== 'found') throw new Error(`no state of ${name}`);
  return recalled.state;
};

describe('a change whose turn would come after the deadline', () => {
  it('is left to the next tick, with nothing written that says it was tried', async () => {
    const world = worldOf([hot('web'), hot('api')]);
    world.turns.left = 1;
    const { leftOver, refused } = await runTick(inputOf(world));
    expect(world.writes).toHaveLength(1);
    expect(leftOver).toEqual([keyOf(idOf('web'))]);
    expect(refused).toEqual([]);
    expect(storedOf(world, 'web').intent).toBeNull();
    expect(world.decisions.map(({ service }) => service.name)).toEqual(['api']);
  });

  it('is made by the next tick', async () => {
    const world = worldOf([hot('web'), hot('api')]);
    world.turns.left = 1;
    await runTick(inputOf(world));
    world.turns.left = 1;
    await again(world, ['web'], 1);
    expect(world.writes.map(({ id }) => id.name)).toEqual(['api', 'web']);
  });

  it('is looked at on the very next tick, however long its signals have waited before', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 50 }]);
    const tickAt = (minute: number, cpu: number) => {
      const tickMs = startMs + minute * minuteMs;
      world.readings.set(keyOf(idOf('web')), { cpu: cpuOf(cpu, 4, tickMs, 180) });
      return runTick(inputOf(world, { tickMs, fleet: adaptive }));
    };
    for (let minute = 0; minute < 40; minute += 1) await tickAt(minute, 50);
    expect(storedOf(world, 'web').cadence['cpu']).toBeGreaterThan(2);
    world.turns.left = 0;
    let minute = 40;
    while ((await tickAt(minute, 95)).leftOver.length === 0 && minute < 60) minute += 1;
    world.turns.left = 1;
    await tickAt(minute + 1, 95);
    expect(world.writes.map(({ id }) => id.name)).toEqual(['web']);
  });

  it('is no change that was lost: it trips no breaker, however often it has to wait', async () => {
    const world = worldOf([hot('web')]);
    world.turns.left = 0;
    for (let minute = 0; minute < 8; minute += 1) await again(world, ['web'], minute);
    expect(storedOf(world, 'web')).toMatchObject({
      breaker: { kind: 'closed' },
      strikes: { lostActions: 0 },
    });
  });

  it('is overtaken when another tick changed its state meanwhile', async () => {
    const world = worldOf([hot('web')]);
    world.turns.left = 0;
    const { states } = createMemoryPorts(world);
    const input = withPorts(world, { states: { ...states, save: async () => 'conflict' } });
    expect((await runTick(input)).refused).toMatchObject([{ service: keyOf(idOf('web')) }]);
  });
});

describe('turns', () => {
  it('are asked for in the order of need', async () => {
    const world = worldOf([hot('calm', 67), hot('hottest', 300), hot('warm', 80)]);
    await runTick(inputOf(world));
    expect(world.turns.taken.map(({ id, rank }) => `${id.name} ${rank}`)).toEqual([
      'hottest high',
      'warm medium',
      'calm low',
    ]);
  });

  it('are no longer asked for once one would come too late', async () => {
    const world = worldOf(Array.from({ length: 40 }, (_, index) => hot(`web-${index}`)));
    let asked = 0;
    const turns = {
      take: async () => {
        asked += 1;
        return false;
      },
    };
    const { leftOver } = await runTick(withPorts(world, { turns }));
    expect(leftOver).toHaveLength(40);
    // Those that were asked for at once.
    expect(asked).toBeLessThanOrEqual(8);
  });

  it('in one account and region are not waited for by another', async () => {
    const world = worldOf([hot('web')]);
    const far = { ...idOf('far'), region: 'eu-west-1' };
    placeService(world, { ...viewOf('far', 4), id: far }, { cpu: cpuOf(80, 4) });
    const turns = {
      take: async ({ region }: { readonly region: string }) => region !== 'us-east-1',
    };
    await runTick(withPorts(world, { turns }));
    expect(world.writes.map(({ id }) => id.name)).toEqual(['far']);
  });

  it('are not needed by who only has something to remember', async () => {
    const world = worldOf([hot('web'), { name: 'steady', desired: 4, cpu: 60 }]);
    world.turns.left = 0;
    await runTick(inputOf(world));
    expect(storedOf(world, 'steady').knownDesired).toBe(4);
    expect(world.turns.taken).toEqual([]);
  });

  it('are not needed by who only observes', async () => {
    const world = worldOf([hot('web')]);
    await runTick(inputOf(world, { fleet: fleetOf('', 'observe') }));
    expect(world.turns.taken).toEqual([]);
  });
});
