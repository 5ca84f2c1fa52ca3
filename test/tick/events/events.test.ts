import { describe, expect, it } from 'vitest';
import { placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { eventSchema, type FlyballEvent } from '#lib/events/schemas.ts';
import type { Ports } from '#lib/ports.ts';
import { runTick } from '#lib/tick.ts';
import { cpuOf, fleetOf, idOf, inputOf, minuteMs, startMs, viewOf, worldOf } from '../support.ts';

const overloaded = { name: 'web', desired: 4, cpu: 80 };
const key = '123456789012/us-east-1/prod/web';

const types = (events: readonly FlyballEvent[]) => events.map(({ detailType }) => detailType);

const busThat = (put: Ports['events']['bus']['put'], world = worldOf([overloaded])) => {
  const ports = createMemoryPorts(world);
  return { world, ports: { ...ports, events: { ...ports.events, bus: { put } } } };
};

const failing = busThat(async (events) => ({ untaken: events, cause: new Error('no permission') }));

describe('EventBridge hears', () => {
  it('of every action, with who, what and why', async () => {
    const world = worldOf([overloaded]);
    await runTick(inputOf(world));
    expect(world.events).toMatchObject([
      {
        detailType: 'Flyball Action',
        detail: {
          version: 1,
          id: `2026-01-05T09:00:00.000Z/action/${key}`,
          service: idOf('web'),
          direction: 'out',
          from: 4,
          to: 6,
          outcome: 'acted',
          hindrance: null,
          why: expect.stringContaining('Scale out from 4 to 6: track cpu'),
        },
      },
    ]);
  });

  it('of one that ECS refused, as refused', async () => {
    const world = worldOf([overloaded]);
    world.refusals.set(key, { kind: 'refused', cause: 'Throttling', retryable: true });
    await runTick(inputOf(world));
    expect(world.events).toMatchObject([
      { detail: { outcome: 'refused', hindrance: 'Throttling' } },
    ]);
  });

  it('of one that was only observed, once', async () => {
    const world = worldOf([overloaded]);
    const fleet = fleetOf('', 'observe');
    await runTick(inputOf(world, { fleet }));
    await runTick(inputOf(world, { fleet, tickMs: startMs + minuteMs }));
    expect(world.events).toMatchObject([{ detail: { outcome: 'observed' } }]);
  });

  it('of an alert when people do, and when it is over', async () => {
    const world = worldOf([{ ...overloaded, cpu: 60 }]);
    world.rivals.set(key, { resourceId: 'r', detail: 'd' });
    await runTick(inputOf(world));
    world.rivals.clear();
    await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(world.events).toMatchObject([
      {
        detailType: 'Flyball Alert Opened',
        detail: { code: 'second-writer', severity: 'critical', service: idOf('web'), group: null },
      },
      { detailType: 'Flyball Alert Resolved', detail: { resolvedBy: null } },
    ]);
  });

  it('of a breaker that turned', async () => {
    const world = worldOf([]);
    placeService(world, viewOf('web', 4, { failedTasks: 10 }), { cpu: cpuOf(60, 4) });
    await runTick(inputOf(world));
    expect(world.events).toContainEqual(
      expect.objectContaining({
        detailType: 'Flyball Breaker Turned',
        detail: expect.objectContaining({ state: 'open', cause: 'failed-starts' }),
      }),
    );
  });

  it('of an error in the loop itself', async () => {
    const world = worldOf([overloaded]);
    world.lookups.set(key, { kind: 'failed', cause: 'ThrottlingException' });
    await runTick(inputOf(world));
    expect(world.events).toMatchObject([
      {
        detailType: 'Flyball Tick Failed',
        detail: {
          count: 1,
          failures: [{ what: key, message: expect.stringContaining('Throttling') }],
        },
      },
    ]);
  });

  it('nothing where the fleet file says so', async () => {
    const world = worldOf([overloaded]);
    await runTick(inputOf(world, { fleet: fleetOf('events: false') }));
    expect(world.events).toEqual([]);
    expect(world.notifications).toHaveLength(1);
  });

  it('only what its schema says, however long the names', async () => {
    const world = worldOf([overloaded]);
    const long = 'x'.repeat(9_000);
    world.refusals.set(key, { kind: 'refused', cause: long, retryable: false });
    await runTick(inputOf(world));
    expect(types(world.events)).toEqual(['Flyball Alert Opened', 'Flyball Action']);
    for (const event of world.events) expect(eventSchema.parse(event)).toEqual(event);
  });
});

describe('an event that could not be sent', () => {
  it('fails the tick, undoes nothing, and is sent by the next one that can, once', async () => {
    const { world, ports } = failing;
    const report = await runTick(inputOf(world, { ports }));
    expect(world.writes).toHaveLength(1);
    expect(report.failed).toMatchObject([
      { service: 'events', error: { cause: { message: 'no permission' } } },
    ]);
    expect(types(world.owedEvents)).toEqual(['Flyball Action']);
    placeService(world, viewOf('web', 6), { cpu: cpuOf(60, 6, startMs + minuteMs) });
    await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    await runTick(inputOf(world, { tickMs: startMs + 2 * minuteMs }));
    expect(world.events).toMatchObject([{ detail: { at: '2026-01-05T09:00:00.000Z' } }]);
    expect(world.owedEvents).toEqual([]);
  });
});
