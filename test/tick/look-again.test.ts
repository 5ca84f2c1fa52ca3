/** A look inside the minute beside what else a tick does: descriptions in turn, adaptive reads, caps, orders, turns, homes. */
import { describe, expect, it } from 'vitest';
import { type MemoryWorld, overrideScopeKey } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { parseFleet } from '#config/parse.ts';
import { keyOf, type ServiceKey } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { Ports } from '#lib/ports.ts';
import { runShard } from '#lib/shards/run-shard.ts';
import type { Eager } from '#lib/tick/eager.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { lookAgain } from '#lib/tick/look-again.ts';
import { runTick } from '#lib/tick.ts';
import { cpuOf, endless, home, idOf, inputOf, minuteMs, startMs, worldOf } from './support.ts';

const fastFleet = (yaml = '', values: Partial<ParameterValues> = {}): TickInput['fleet'] => {
  const given = { ...defaultParameters, Mode: 'act', LoopsPerMinute: 3, ...values };
  const parsed = parseFleet(`defaults: { react: fast }\n${yaml}`, given);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet;
};

const thirdMs = 20_000;

const lookAt = (input: TickInput, eager: Eager, lookMs = input.tickMs + thirdMs) =>
  lookAgain({ ...input, tickMs: lookMs, lastTickMs: input.tickMs }, eager);

const setCpu = (world: MemoryWorld, name: string, value: number): void => {
  world.readings.set(keyOf(idOf(name)), { cpu: cpuOf(value, 4) });
};

const calm = (names: readonly string[] = ['web']): MemoryWorld =>
  worldOf(names.map((name) => ({ name, desired: 4, cpu: 60 })));

describe('in a large fleet, where services at rest are described in turn', () => {
  const names = Array.from({ length: 30 }, (_, index) => `web-${index}`);
  const share: NonNullable<TickInput['share']> = {
    shard: 's/0',
    speaksForAll: true,
    split: 's',
    fleetShards: 20,
    holders: {},
    services: names.map(idOf),
    fleetServices: 10_000,
    homeServices: 10_000,
    rivals: new Map(),
    stirred: new Set(),
  };

  /** Twelve ticks of rest, after which all are remembered, and what is asked of ECS from then on. */
  const atRest = async () => {
    const world = calm(names);
    const memory = createMemoryPorts(world);
    const asked: ServiceKey[] = [];
    const describe: Ports['serviceReader']['describe'] = (ids, deadline) => {
      asked.push(...ids.map(keyOf));
      return memory.serviceReader.describe(ids, deadline);
    };
    const ports = { ...memory, serviceReader: { describe } };
    const inputAt = (minute: number) =>
      inputOf(world, {
        tickMs: startMs + minute * minuteMs,
        fleet: fastFleet(),
        ports,
        share,
      });
    for (let minute = 0; minute < 12; minute += 1) {
      const input = inputAt(minute);
      for (const name of names) {
        world.readings.set(keyOf(idOf(name)), { cpu: cpuOf(60, 4, input.tickMs) });
      }
      await runShard({ ...input, share });
    }
    const input = inputAt(12);
    const { eager } = await runShard({ ...input, share });
    asked.length = 0;
    return { world, asked, input, eager };
  };

  it('a look describes nobody at rest, whosever turn it was in its tick', async () => {
    const { asked, input, eager } = await atRest();
    expect(eager.services).toHaveLength(names.length);
    for (const second of [20, 40]) await lookAt(input, eager, input.tickMs + second * 1000);
    expect(asked).toEqual([]);
  });

  it('and acts on nobody before ECS was asked', async () => {
    const { world, asked, input, eager } = await atRest();
    world.readings.set(keyOf(idOf('web-3')), { cpu: cpuOf(90, 4, input.tickMs) });
    await lookAt(input, eager);
    expect(asked).toEqual([keyOf(idOf('web-3'))]);
    expect(world.writes.map(({ id }) => id)).toEqual([idOf('web-3')]);
  });
});

describe('where reads are adaptive', () => {
  const readBy = async (isLook: boolean): Promise<readonly Read[]> => {
    const world = calm();
    const { signals, ...ports } = createMemoryPorts(world);
    const reads: Read[] = [];
    const read: Ports['signals']['read'] = (asked, ...rest) => {
      reads.push(...asked);
      return signals.read(asked, ...rest);
    };
    const fleet = fastFleet('', { Reads: 'adaptive' });
    const input = inputOf(world, { fleet, ports: { ...ports, signals: { read } } });
    const { eager } = await runTick(input);
    if (!isLook) return reads;
    reads.length = 0;
    await lookAt(input, eager);
    return reads;
  };
  const hoursOf = (reads: readonly Read[]): number =>
    Math.max(...reads.map(({ startMs: fromMs, endMs }) => endMs - fromMs)) / 3_600_000;

  it('hours are read by the tick, to judge waits, and not by its looks', async () => {
    expect(hoursOf(await readBy(false))).toBe(3);
    expect(hoursOf(await readBy(true))).toBeLessThan(1);
  });
});

describe('under a cap', () => {
  const grouped = 'groups: { all: { maxTasks: 9 } }\n';
  const inGroup = () =>
    inputOf(calm(), {
      fleet: fastFleet(`${grouped}services: [{ cluster: prod, name: web, group: all }]`),
    });

  it('members are looked at where the whole fleet is here', async () => {
    expect((await runTick(inGroup())).eager.services).toEqual([idOf('web')]);
  });

  it('but not while workers of a fleet that was divided may still be at its room', async () => {
    const input = inGroup();
    const read = async () => ({ shards: ['s/0'], sinceMs: startMs - minuteMs });
    const divisions = { read, keep: async () => undefined };
    const { eager } = await runTick({ ...input, ports: { ...input.ports, divisions } });
    expect(eager.services).toEqual([]);
  });
});

describe('what changes between a tick and its look', () => {
  it('is obeyed: a freeze holds from the next look on', async () => {
    const world = calm();
    const input = inputOf(world, { fleet: fastFleet() });
    const { eager } = await runTick(input);
    setCpu(world, 'web', 90);
    const given = {
      setAtMs: startMs,
      expiresAtMs: startMs + minuteMs,
      who: 'ada',
      why: 'a launch',
    };
    world.orders.set(overrideScopeKey({ kind: 'fleet' }), {
      kind: 'known',
      overrides: [{ order: { kind: 'freeze' }, scope: 'fleet', ...given }],
    });
    const { report } = await lookAt(input, eager);
    expect(report.claimed).toBe(true);
    expect(world.writes).toEqual([]);
  });
});

describe('a change that ECS does not show yet', () => {
  it('is left alone by looks: a smaller wish on top of the count of before would take tasks away', async () => {
    const world = calm();
    const memory = createMemoryPorts(world);
    const before = await memory.serviceReader.describe([idOf('web')], endless);
    const ports = { ...memory, serviceReader: { describe: async () => before } };
    const input = inputOf(world, { fleet: fastFleet(), ports });
    const { eager } = await runTick(input);
    setCpu(world, 'web', 90);
    const first = await lookAt(input, eager);
    setCpu(world, 'web', 75);
    const second = await lookAt(input, first.eager, startMs + 2 * thirdMs);
    expect(world.writes).toHaveLength(1);
    expect(second.report.decisions).toEqual([]);
  });
});

describe('a look that has no turn to change a service', () => {
  it('leaves it to the next one, with nothing written that says it was tried', async () => {
    const world = calm();
    const input = inputOf(world, { fleet: fastFleet() });
    const { eager } = await runTick(input);
    setCpu(world, 'web', 90);
    world.turns.left = 0;
    const first = await lookAt(input, eager);
    expect(first.report.leftOver).toEqual([keyOf(idOf('web'))]);
    expect(world.writes).toEqual([]);
    world.turns.left = 1;
    await lookAt(input, first.eager, startMs + 2 * thirdMs);
    expect(world.writes).toHaveLength(1);
  });
});

describe('a service whose second writer nobody could ask for', () => {
  it('is only observed by the tick, so no look acts on it', async () => {
    const world = calm();
    const unasked = [{ home, error: new Error('AccessDenied') }];
    const rivals = { find: async () => ({ found: new Map(), unasked }) };
    const ports = { ...createMemoryPorts(world), rivals };
    const { eager } = await runTick(inputOf(world, { fleet: fastFleet(), ports }));
    expect(eager.services).toEqual([]);
  });
});
