/** Looks inside the minute, in virtual time: waiting moves the clock, and the world moves with it. */
import { describe, expect, it } from 'vitest';
import { type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { parseFleet } from '#config/parse.ts';
import { keyOf } from '#engine/model.ts';
import { loopUntilNextTick } from '#lib/function/loops.ts';
import type { Ports } from '#lib/ports.ts';
import type { TickReport } from '#lib/report.ts';
import { runTick } from '#lib/tick.ts';
import {
  cpuOf,
  endless,
  idOf,
  inputOf,
  minuteMs,
  startMs,
  viewOf,
  worldOf,
} from '../tick/support.ts';

const fleetWith = (yaml: string, values: Partial<ParameterValues> = {}) => {
  const given = { ...defaultParameters, Mode: 'act', LoopsPerMinute: 6, ...values };
  const parsed = parseFleet(yaml, given);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet;
};

const fast = 'defaults: { react: fast }';

type Given = {
  readonly world: MemoryWorld;
  readonly yaml?: string;
  readonly values?: Partial<ParameterValues>;
  readonly ports?: Partial<Ports>;
  /** What happens until a look, by its second. */
  readonly until?: (second: number) => void;
  /** How long each look takes. */
  readonly lookMs?: number;
  /** How long the whole tick took. */
  readonly tickTookMs?: number;
};

const minute = async (given: Given) => {
  const { world, yaml = fast, values = {}, ports = {}, until, lookMs = 0, tickTookMs = 0 } = given;
  const fleet = fleetWith(yaml, values);
  const memory = { ...createMemoryPorts(world), ...ports };
  const serviceReader: Ports['serviceReader'] = {
    describe: (ids, deadline) => {
      if (isLooking) nowMs += lookMs;
      return memory.serviceReader.describe(ids, deadline);
    },
  };
  const input = inputOf(world, { fleet, ports: { ...memory, serviceReader } });
  let isLooking = false;
  let nowMs = startMs + tickTookMs;
  const looks: TickReport[] = [];
  const report = await runTick(input);
  const deadline = { ...endless, remainingMs: () => Math.max(0, startMs + minuteMs - nowMs) };
  const looped = await loopUntilNextTick(report, {
    ...input,
    deadline,
    clock: () => nowMs,
    pause: async (untilMs) => {
      isLooking = true;
      nowMs = Math.max(nowMs, untilMs);
      until?.((untilMs - startMs) / 1000);
    },
    onLook: (look) => looks.push(look),
  });
  return { report, looks, looped };
};

const secondsOf = (looks: readonly TickReport[]): readonly number[] =>
  looks.map(({ tickMs }) => (tickMs - startMs) / 1000);

const setCpu = (world: MemoryWorld, name: string, value: number): void => {
  world.readings.set(keyOf(idOf(name)), { cpu: cpuOf(value, 4) });
};

const calm = () => worldOf([{ name: 'web', desired: 4, cpu: 60 }]);

describe('looks inside the minute', () => {
  it.each([
    [1, []],
    [2, [30]],
    [3, [20, 40]],
    [6, [10, 20, 30, 40, 50]],
  ])('are %i a minute with that of the tick', async (looks, seconds) => {
    const { looks: seen } = await minute({ world: calm(), values: { LoopsPerMinute: looks } });
    expect(secondsOf(seen)).toEqual(seconds);
  });

  it('scale out within the minute in which the load grew', async () => {
    const world = calm();
    const { looks } = await minute({
      world,
      until: (second) => second === 30 && setCpu(world, 'web', 80),
    });
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
    expect(
      looks.filter(({ decisions }) => decisions.length > 0).map(({ tickMs }) => tickMs),
    ).toEqual([startMs + 30_000]);
    expect(world.decisions.map(({ atMs, outcome }) => [atMs, outcome.kind])).toContainEqual([
      startMs + 30_000,
      'acted',
    ]);
  });

  it('are not for those who do not ask for it', async () => {
    let described = 0;
    const world = calm();
    const { serviceReader } = createMemoryPorts(world);
    const counting: Ports['serviceReader'] = {
      describe: (ids, deadline) => {
        described += 1;
        return serviceReader.describe(ids, deadline);
      },
    };
    const { looped } = await minute({ world, yaml: '', ports: { serviceReader: counting } });
    expect(looped.looks).toBe(0);
    expect(described).toBe(1);
  });

  it('see nobody but those who do', async () => {
    const yaml = `policies: { quick: { react: fast } }
services: [{ cluster: prod, name: web, policy: quick }]`;
    const world = worldOf([
      { name: 'web', desired: 4, cpu: 60 },
      { name: 'slow', desired: 4, cpu: 60 },
    ]);
    const both = (): void => {
      for (const name of ['web', 'slow']) setCpu(world, name, 80);
    };
    await minute({ world, yaml, until: both });
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
  });

  it.each([
    ['are not for observers', { Mode: 'observe' }],
    ['are not where a tick runs every five minutes', { Schedule: 'rate(5 minutes)' }],
    [
      'are the first thing that a ceiling takes',
      { MonthlyMetricBudgetUsd: 1, FreeRequestsPercent: 0 },
    ],
  ])('%s', async (_, values) => {
    const { looped } = await minute({ world: calm(), values });
    expect(looped.looks).toBe(0);
  });

  it('may be afforded under a ceiling that is high enough', async () => {
    const values = { MonthlyMetricBudgetUsd: 4, FreeRequestsPercent: 0 };
    expect((await minute({ world: calm(), values })).looped.looks).toBe(5);
  });

  it('count what they read', async () => {
    const world = calm();
    await minute({ world });
    expect(world.spend.get('2026-01')?.paidMetrics).toBe(6);
  });
});

describe('a look that finds less', () => {
  it('takes nothing away and writes nothing: no state, record, alert, summary or message', async () => {
    const world = calm();
    let before = '';
    const written = () =>
      JSON.stringify([
        [...world.states],
        world.decisions,
        [...world.openAlerts],
        [...world.summaries],
        world.notifications,
        world.events,
        world.writes,
      ]);
    await minute({
      world,
      until: (second) => {
        if (second === 10) before = written();
        setCpu(world, 'web', second === 40 ? 0 : 20);
      },
    });
    expect(written()).toBe(before);
  });

  it('leaves the summary to the tick, which saw the whole fleet', async () => {
    const world = calm();
    await minute({ world, until: () => setCpu(world, 'web', 90) });
    expect(world.writes.length).toBeGreaterThan(0);
    expect([...world.summaries.values()].map(({ tickMs }) => tickMs)).toEqual([startMs]);
  });
});

describe('two at once', () => {
  it('never both do a look: the claim is the same, second by second', async () => {
    const world = calm();
    const once = { world, until: () => setCpu(world, 'web', 80) };
    const all = await Promise.all([minute(once), minute(once)]);
    expect(world.writes).toHaveLength(1);
    const seconds = all.flatMap(({ looks }) => secondsOf(looks));
    expect(new Set(seconds).size).toBe(seconds.length);
  });

  it('a look that is late finds the next tick and ends them all', async () => {
    const world = calm();
    const { looks } = await minute({
      world,
      until: (second) => {
        setCpu(world, 'web', 80);
        if (second === 20) world.lastTicks.set('0', startMs + minuteMs);
        if (second === 10) setCpu(world, 'web', 60);
      },
    });
    expect(secondsOf(looks)).toEqual([10]);
    expect(world.writes).toEqual([]);
  });

  it('the next tick is not held up by the claim of a look before it', async () => {
    const world = calm();
    await minute({ world });
    const next = await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(next.claimed).toBe(true);
    expect([...world.openAlerts.values()].map(({ code }) => code)).not.toContain('ticks-missed');
  });
});

describe('time', () => {
  it('that a slow tick used is not made up for: moments that are over are left out', async () => {
    const { looks } = await minute({ world: calm(), tickTookMs: 25_000 });
    expect(secondsOf(looks)).toEqual([20, 30, 40, 50]);
  });

  it('of a look that takes long is kept free before the next tick', async () => {
    const { looks } = await minute({ world: calm(), lookMs: 12_000 });
    expect(secondsOf(looks).at(-1)).toBeLessThan(50);
  });

  it('is not waited for where the world is sped up', async () => {
    const world = calm();
    const input = inputOf(world, { fleet: fleetWith(fast) });
    const report = await runTick(input);
    const looped = await loopUntilNextTick(report, {
      ...input,
      clock: () => startMs,
      pause: null,
      onLook: () => undefined,
    });
    expect(looped.looks).toBe(0);
  });
});

describe('what is shared with others', () => {
  const capped = (cap: number) => `groups: { all: { maxTasks: ${cap} } }
policies: { quick: { react: fast } }
defaults: { group: all, max: 50 }
services: [{ cluster: prod, name: web, policy: quick }]`;

  it('a cap holds over those who are not looked at again', async () => {
    const world = worldOf([
      { name: 'web', desired: 4, cpu: 60 },
      { name: 'slow', desired: 4, cpu: 60 },
    ]);
    await minute({ world, yaml: capped(9), until: () => setCpu(world, 'web', 100) });
    expect(world.writes.at(-1)).toEqual({ id: idOf('web'), desired: 5 });
  });

  it('what may be started in a minute is shared by all looks of it', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 100 }]);
    const yaml = `${fast}\nmaxStarts: 5`;
    await minute({
      world,
      yaml,
      until: () => {
        const desired = world.writes.at(-1)?.desired ?? 4;
        placeService(world, viewOf('web', desired), { cpu: cpuOf(100, desired) });
      },
    });
    expect(world.writes.at(-1)?.desired).toBeLessThanOrEqual(9);
  });
});

describe('a look that fails', () => {
  it('is told, and the next one is tried all the same', async () => {
    const world = calm();
    const { claims } = createMemoryPorts(world);
    const failing: Ports['claims'] = {
      claim: (shard, tickMs, deadline) =>
        tickMs === startMs + 20_000
          ? Promise.reject(new Error('the table is busy'))
          : claims.claim(shard, tickMs, deadline),
    };
    const { looks, looped } = await minute({ world, ports: { claims: failing } });
    expect(secondsOf(looks)).toEqual([10, 20, 30, 40, 50]);
    expect(looped.failed.map(({ error }) => error.message)).toEqual([
      'the look at 2026-01-05T09:00:20.000Z, inside the minute, failed',
    ]);
  });
});
