/** Scenario D, rows 1, 2, 4, 7 and 10: what a reviewer demanded, on `examples/trustworthy`. */
import { describe, expect, it } from 'vitest';
import { createMemoryOverrideBook } from '#adapters/memory/operator.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { decide } from '#engine/decide.ts';
import { intend } from '#engine/intend.ts';
import type { ServiceState } from '#engine/state.ts';
import { runTick } from '#lib/tick.ts';
import { policyOf, seriesOf, viewOf } from '../engine/support.ts';
import {
  cpuOf,
  endless,
  fleetOf,
  idOf,
  inputOf,
  minuteMs,
  startMs,
  worldOf,
} from '../tick/support.ts';
import { exampleYaml, openStage } from './play.ts';

describe('D1: nonsense is refused, all of it at once', () => {
  it('with path, value and bound', () => {
    const yaml = `
services:
  - { cluster: shop, name: a, min: -1 }
  - { cluster: shop, name: b, min: 9, max: 3 }
  - { cluster: shop, name: c, staleAfter: 0s }
  - { cluster: shop, name: d, cooldown: -5s }
  - { cluster: shop, name: e, idle: -1 }
`;
    const parsed = parseFleet(yaml, defaultParameters);
    const problems = parsed.kind === 'invalid' ? parsed.problems : [];
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'services[0].min',
      'services[1].max',
      'services[2].staleAfter',
      'services[3].cooldown',
      'services[4].idle',
    ]);
    for (const { message } of problems) expect(message).toMatch(/;|did you mean/);
  });
});

describe('D2: a hundred at once', () => {
  it('ticks of one minute: one acts', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    await Promise.all(Array.from({ length: 100 }, () => runTick(inputOf(world))));
    expect(world.writes).toHaveLength(1);
  });

  it('orders and ticks: no order is lost', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
    const book = createMemoryOverrideBook(world);
    const lasting = {
      setAtMs: startMs,
      expiresAtMs: startMs + 60 * minuteMs,
      who: 'ada',
      why: 'x',
    };
    const kinds = ['freeze', 'pause-in', 'pause-out'] as const;
    const scope = { kind: 'service', service: idOf('web') } as const;
    await Promise.all([
      ...kinds.map((kind) => book.give(scope, [{ ...lasting, order: { kind } }], startMs, endless)),
      ...Array.from({ length: 100 }, (_, minute) =>
        runTick(inputOf(world, { tickMs: startMs + minute * minuteMs })),
      ),
    ]);
    const orders = await createMemoryPorts(world).overrides.load([idOf('web')], [], endless);
    const kept = [...orders.services.values()].flatMap((each) =>
      each.kind === 'known' ? each.overrides.map(({ order }) => order.kind) : [],
    );
    expect(kept.toSorted()).toEqual([...kinds].toSorted());
  });
});

describe('D4: memory is bounded', () => {
  it('a state does not grow over a week of ticks that scale all the time', () => {
    const policy = policyOf({
      stabilizeSeconds: { out: 0, in: 0 },
      cooldownSeconds: {
        out: { low: 0, medium: 0, high: 0 },
        in: { low: 0, medium: 0, high: 0 },
      },
    });
    let state: ServiceState | null = null;
    let desired = 4;
    let largest = 0;
    for (let minute = 0; minute < 7 * 1440; minute += 1) {
      const nowMs = startMs + minute * minuteMs;
      const value = minute % 2 === 0 ? 95 : 20;
      const observation = {
        view: viewOf(desired),
        readings: { cpu: seriesOf([value, value], desired, nowMs) },
      };
      const given = { policy, observation, state, overrides: [], windows: [], nowMs };
      const output = decide(given);
      state = intend(output.state, output.decision, 'act');
      desired = output.decision.to;
      largest = Math.max(largest, JSON.stringify(state).length);
    }
    expect(largest).toBeLessThan(12_000);
  });
});

describe('D7: five failures in a row', () => {
  it('open the breaker for 60 s, and it recovers by itself', async () => {
    const stage = await openStage({
      example: 'trustworthy',
      cluster: 'shop',
      service: 'search',
      desired: 4,
      before: { cpu: 60 },
      startMs,
    });
    const refused = { kind: 'refused', cause: 'ServerException', retryable: true } as const;
    const failing = { serviceWriter: { setDesired: async () => refused } };
    const isOpen = () =>
      [...stage.world.openAlerts.values()].some(({ code }) => code === 'breaker-open');
    // Each failure is noticed on the tick after it.
    for (let failures = 0; failures < 5; failures += 1) await stage.tick({ cpu: 85 }, failing);
    expect(isOpen()).toBe(false);
    await stage.tick({ cpu: 85 }, failing);
    expect(isOpen()).toBe(true);
    expect(stage.desired()).toBe(4);
    const counts: number[] = [];
    for (let minute = 0; minute < 4; minute += 1) {
      await stage.tick({ cpu: 85 });
      counts.push(stage.desired());
    }
    expect(counts).toContain(5);
    expect(counts.at(-1)).toBeGreaterThan(5);
    expect(isOpen()).toBe(false);
  });
});

describe('D10: trust comes step by step', () => {
  const yaml = exampleYaml('trustworthy');
  const acting = async (fleetYaml: string, tags: Readonly<Record<string, string>> = {}) => {
    const world = worldOf([]);
    for (const name of ['search', 'checkout']) {
      const id = { ...idOf(name), cluster: 'shop' };
      const key = `${id.account}/${id.region}/shop/${name}`;
      const view = { ...viewOf(4), id, tags: { 'flyball:enabled': 'true', ...tags } };
      world.lookups.set(key, { kind: 'found', view });
      world.tagged.set(key, id);
      world.readings.set(key, { cpu: cpuOf(85, 4) });
    }
    await runTick(inputOf(world, { fleet: fleetOf(fleetYaml) }));
    return world.writes.map(({ id }) => id.name).toSorted();
  };

  it('one service acts, and the others are observed', async () => {
    expect(await acting(yaml)).toEqual(['search']);
  });

  it('a tag lets another act', async () => {
    expect(await acting(yaml, { 'flyball:mode': 'act' })).toEqual(['checkout', 'search']);
  });

  it('one line lets all act, and one line stops all', async () => {
    const all = yaml.replace('  mode: observe', '  mode: act');
    expect(await acting(all)).toEqual(['checkout', 'search']);
    expect(await acting(all, { 'flyball:mode': 'observe' })).toEqual([]);
  });
});
