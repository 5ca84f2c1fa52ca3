/** What people hear of alerts, and when the book forgets one. */
import { describe, expect, it } from 'vitest';
import { type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import type { Lookup, Ports } from '#lib/ports.ts';
import { runTick } from '#lib/tick.ts';
import { cpuOf, idOf, inputOf, minuteMs, startMs, viewOf, worldOf } from './support.ts';

const calm = { name: 'web', desired: 4, cpu: 60 };
const webKey = keyOf(idOf('web'));

const tick = (world: MemoryWorld, minute: number, ports: Partial<Ports> = {}) =>
  runTick(
    inputOf(world, {
      tickMs: startMs + minute * minuteMs,
      ports: { ...createMemoryPorts(world), ...ports },
    }),
  );

const told = (world: MemoryWorld) => world.notifications.map(({ subject }) => subject);
const open = (world: MemoryWorld) => [...world.openAlerts.values()].map(({ code }) => code);

const withRivals = (names: readonly string[]): MemoryWorld => {
  const world = worldOf(names.map((name) => ({ ...calm, name })));
  for (const name of names) {
    world.rivals.set(keyOf(idOf(name)), { resourceId: `service/prod/${name}`, detail: 'd' });
  }
  return world;
};

const broken: Partial<Ports> = {
  notifier: { publish: () => Promise.reject(new Error('the topic is gone')) },
};

describe('an alert that could not be told', () => {
  it('is told by the next tick that can, and once', async () => {
    const world = withRivals(['web']);
    await tick(world, 0, broken);
    expect(world.owed).toMatchObject([{ subject: 'Flyball critical: second-writer' }]);
    await tick(world, 1);
    await tick(world, 2);
    expect(told(world)).toEqual(['Flyball critical: second-writer']);
    expect(world.owed).toEqual([]);
  });

  it('is told by the next tick although nothing of it could be kept', async () => {
    const world = withRivals(['web']);
    const outbox = { load: async () => [], settle: () => Promise.reject(new Error('no table')) };
    const report = await tick(world, 0, { ...broken, outbox });
    expect(report.failed).toHaveLength(2);
    expect(world.openAlerts.values().next().value).toMatchObject({ toldAtMs: null });
    await tick(world, 1);
    expect(told(world)).toEqual(['Flyball critical: second-writer']);
  });

  it('is told although its cause is gone by then', async () => {
    const world = withRivals(['web']);
    await tick(world, 0, broken);
    world.rivals.clear();
    await tick(world, 1);
    expect(told(world)).toEqual([
      'Flyball critical: second-writer',
      'Flyball info: second-writer (resolved)',
    ]);
  });

  it('of a breaker is told although its turn is over', async () => {
    const world = worldOf([]);
    placeService(world, viewOf('web', 4, { failedTasks: 10 }), { cpu: cpuOf(60, 4) });
    await tick(world, 0, broken);
    await tick(world, 1);
    await tick(world, 2);
    expect(told(world)).toEqual(['Flyball critical: breaker-opened, prod/web']);
  });

  it('is told again when only the book failed: better twice than never', async () => {
    const world = withRivals(['web']);
    const { alerts } = createMemoryPorts(world);
    const keep = () => Promise.reject(new Error('no capacity'));
    const report = await tick(world, 0, { alerts: { ...alerts, keep } });
    expect(report.failed).toMatchObject([{ service: 'alerts' }]);
    await tick(world, 1);
    expect(told(world)).toHaveLength(2);
  });
});

it('many alerts of one code are one message that lists twenty and counts the rest', async () => {
  const world = withRivals(Array.from({ length: 120 }, (_, index) => `s${index}`));
  await tick(world, 0);
  expect(world.openAlerts.size).toBe(120);
  expect(world.notifications).toMatchObject([
    {
      subject: 'Flyball critical: second-writer, 120 of them',
      text: expect.stringMatching(/\nand 100 more; flyball alerts lists them\n\nMeanwhile /),
      detail: { code: 'second-writer', count: 120, service: null },
    },
  ]);
  expect(world.notifications[0]?.text.split('\n\n')[0]?.split('\n')).toHaveLength(21);
});

describe('a cause that the next tick may take away', () => {
  const unseen: Lookup = { kind: 'failed', cause: 'ThrottlingException' };
  const silent = (world: MemoryWorld) => world.readings.set(webKey, {});
  const heard = (world: MemoryWorld, minute: number) =>
    placeService(world, viewOf('web', 4), { cpu: cpuOf(60, 4, startMs + minute * minuteMs) });

  it('is open at once, and told when three ticks have seen it', async () => {
    const world = worldOf([calm]);
    silent(world);
    await tick(world, 0);
    expect(open(world)).toEqual(['no-data']);
    await tick(world, 1);
    expect(told(world)).toEqual([]);
    await tick(world, 2);
    await tick(world, 3);
    expect(told(world)).toEqual(['Flyball error: no-data']);
  });

  it('is never told when it comes and goes', async () => {
    const world = worldOf([calm]);
    for (const minute of [0, 2, 4, 6]) {
      silent(world);
      await tick(world, minute);
      heard(world, minute + 1);
      await tick(world, minute + 1);
      expect(open(world)).toEqual([]);
    }
    expect(told(world)).toEqual([]);
  });

  it('is told when a service fails three times', async () => {
    const world = worldOf([calm]);
    world.lookups.set(webKey, unseen);
    for (const minute of [0, 1, 2, 3]) await tick(world, minute);
    expect(told(world)).toEqual(['Flyball error: service-failed']);
  });

  it('neither ages nor heals in a tick that did not see the service', async () => {
    const world = worldOf([calm]);
    silent(world);
    await tick(world, 0);
    world.lookups.set(webKey, unseen);
    await tick(world, 1);
    expect(open(world)).toContain('no-data');
    world.lookups.set(webKey, { kind: 'found', view: viewOf('web', 4) });
    await tick(world, 2);
    expect(told(world)).toEqual([]);
    await tick(world, 3);
    expect(told(world)).toEqual(['Flyball error: no-data']);
  });
});

describe('an alert whose cause could not be looked for', () => {
  const failing = () => Promise.reject(new Error('throttled'));

  it.each([
    {
      what: 'tagged services cannot be listed',
      ports: { directory: { tagged: failing, tend: async () => undefined } },
    },
    { what: 'nobody can say who else scales', ports: { rivals: { find: failing } } },
  ])('is kept, and not told again, when $what', async ({ ports }) => {
    const world = withRivals(['web']);
    await tick(world, 0);
    await tick(world, 1, ports);
    expect(open(world)).toContain('second-writer');
    await tick(world, 2);
    expect(world.resolvedAlerts).not.toContainEqual(
      expect.objectContaining({ code: 'second-writer' }),
    );
    expect(told(world)).toEqual(['Flyball critical: second-writer']);
  });

  it('of a service that is no longer tagged is over', async () => {
    const world = withRivals(['web']);
    await tick(world, 0);
    world.tagged.clear();
    await tick(world, 1);
    expect(open(world)).toEqual([]);
  });
});
