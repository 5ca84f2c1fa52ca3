/** Ticks that read only what may change something, over the memory world. */
import { describe, expect, it } from 'vitest';
import { type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { keyOf, type Reading } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { Deadline } from '#lib/ports.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { runTick } from '#lib/tick.ts';
import { endless, idOf, inputOf, minuteMs, startMs, viewOf, worldOf } from './support.ts';

const twoRules =
  'defaults: { rules: [{ kind: track, signal: cpu, target: 60 }, { kind: track, signal: memory, target: 60 }] }';

const adaptive = (yaml: string): TickInput['fleet'] => {
  const parsed = parseFleet(yaml, { ...defaultParameters, Mode: 'act', Reads: 'adaptive' });
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet;
};

/** Any moment of the run sees the last three hours at that value. */
const always = (value: number, tasks: number): Reading => ({
  kind: 'series',
  points: Array.from({ length: 280 }, (_, minute) => ({
    atMs: startMs + (minute - 190) * minuteMs,
    value,
    tasks,
  })),
});

const hold = (world: MemoryWorld, cpu: Reading, memory: Reading): void => {
  world.readings.set(keyOf(idOf('web')), { cpu, memory });
};

type Run = { readonly reads: readonly (readonly string[])[]; readonly world: MemoryWorld };

/** Runs a tick a minute, and says which signals each of them read. */
const run = async (
  world: MemoryWorld,
  minutes: readonly number[],
  fleet = adaptive(twoRules),
): Promise<Run> => {
  const reads: string[][] = [];
  const memory = createMemoryPorts(world);
  for (const minute of minutes) {
    const asked: string[] = [];
    const signals = {
      read: (each: readonly Read[], deadline: Deadline) => {
        asked.push(...each.map(({ signal }) => signal));
        return memory.signals.read(each, deadline);
      },
    };
    const tickMs = startMs + minute * minuteMs;
    await runTick(inputOf(world, { tickMs, fleet, ports: { ...memory, signals } }));
    reads.push(asked);
  }
  return { reads, world };
};

const upTo = (last: number, first = 0): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, minute) => first + minute);

const count = (reads: Run['reads'], signal: string): number =>
  reads.filter((each) => each.includes(signal)).length;

const calmWorld = (): MemoryWorld => {
  const world = worldOf([{ name: 'web', desired: 4, cpu: 0 }]);
  hold(world, always(55, 4), always(20, 4));
  return world;
};

describe('adaptive reads', () => {
  it('a calm service is watched at first, and then read every eight minutes by what leads', async () => {
    const { reads } = await run(calmWorld(), upTo(63));
    expect(count(reads.slice(0, 4), 'memory')).toBe(4);
    expect(count(reads.slice(4), 'cpu')).toBe(8);
    expect(count(reads.slice(4), 'memory')).toBeLessThanOrEqual(3);
  });

  it('every tick reads everything where the stack says so', async () => {
    const fleet = { ...adaptive(twoRules), parameters: { ...defaultParameters, Mode: 'act' } };
    const { reads } = await run(calmWorld(), upTo(9), fleet);
    expect(reads.every((each) => each.length === 2)).toBe(true);
  });

  it('state is written when the cadence changes, and not when a turn comes round', async () => {
    const { world } = await run(calmWorld(), upTo(20));
    const stored = structuredClone(world.states.get(keyOf(idOf('web'))));
    await run(world, upTo(60, 21));
    expect(world.states.get(keyOf(idOf('web')))).toEqual(stored);
    expect(world.decisions).toHaveLength(1);
  });

  it('an unread service is held, and nobody is told that it has no data', async () => {
    const { world } = await run(calmWorld(), upTo(40));
    expect(world.writes).toEqual([]);
    expect([...world.openAlerts.values()]).toEqual([]);
  });

  it('load that rises is answered within the bound', async () => {
    const world = calmWorld();
    await run(world, upTo(30));
    hold(world, always(95, 4), always(20, 4));
    const { reads } = await run(world, upTo(34, 31));
    expect(world.writes.length).toBeGreaterThanOrEqual(1);
    expect(count(reads, 'cpu')).toBeGreaterThanOrEqual(1);
  });

  it('load that falls is asked about in full before tasks go', async () => {
    const world = calmWorld();
    await run(world, upTo(30));
    hold(world, always(10, 4), always(58, 4));
    const { reads } = await run(world, upTo(34, 31));
    expect(count(reads, 'memory')).toBeGreaterThanOrEqual(1);
    expect(world.writes).toEqual([]);
  });

  it('a minimum that is raised holds at once, read or not', async () => {
    const world = calmWorld();
    await run(world, upTo(30));
    for (const minute of [31, 32, 33]) {
      const raised = adaptive(`${twoRules.slice(0, -2)}, min: ${minute} , max: 99 }`);
      await run(world, [minute], raised);
      expect(world.writes.at(-1)).toEqual({ id: idOf('web'), desired: minute });
    }
  });

  it('a change by somebody else is read about on the same tick', async () => {
    const world = calmWorld();
    await run(world, upTo(30));
    for (const [index, desired] of [6, 5, 7].entries()) {
      const readings = world.readings.get(keyOf(idOf('web'))) ?? {};
      placeService(world, viewOf('web', desired), readings);
      const { reads } = await run(world, [31 + 10 * index]);
      expect(reads[0]).toEqual(['cpu', 'memory']);
    }
  });

  it('signals that are gone are noticed within the bound, and told', async () => {
    const world = calmWorld();
    await run(world, upTo(30));
    hold(world, { kind: 'absent' }, { kind: 'absent' });
    await run(world, upTo(65, 31));
    const codes = [...world.openAlerts.values()].map(({ code }) => code);
    expect(codes).toEqual(['no-data']);
  });

  it('an alert about signals stays open while nobody looks', async () => {
    const world = calmWorld();
    await run(world, upTo(30));
    const alert = {
      code: 'no-data',
      severity: 'error',
      service: keyOf(idOf('web')),
      group: null,
      message: 'gone',
      openedAtMs: startMs,
      ticks: 3,
      toldAtMs: startMs,
      resolution: null,
    } as const;
    await createMemoryPorts(world).alerts.keep(alert, endless);
    const { reads } = await run(world, [31]);
    expect(world.openAlerts.size).toBe(reads[0]?.length === 0 ? 1 : 0);
    await run(world, upTo(35, 32));
    expect(world.openAlerts.size).toBe(0);
  });

  it('a tick that was missed costs no turn', async () => {
    const world = calmWorld();
    await run(world, upTo(30));
    const { reads } = await run(world, [35]);
    expect(reads[0]).toContain('cpu');
  });

  it('two hundred services are not all read on the same minute', async () => {
    const names = Array.from({ length: 200 }, (_, number) => `web-${number}`);
    const world = worldOf(names.map((name) => ({ name, desired: 4, cpu: 0 })));
    for (const name of names) {
      world.readings.set(keyOf(idOf(name)), { cpu: always(55, 4), memory: always(20, 4) });
    }
    const { reads } = await run(world, upTo(30));
    const perTick = reads.slice(10).map((each) => each.length);
    expect(Math.max(...perTick)).toBeLessThan(100);
    expect(Math.min(...perTick)).toBeGreaterThan(20);
  });
});
