import { describe, expect, it } from 'vitest';
import { type MemoryWorld, overrideScopeKey } from '#adapters/memory/world.ts';
import { keyOf } from '#engine/model.ts';
import type { OverrideOrder } from '#engine/override.ts';
import type { Orders, OverrideScope } from '#lib/ports.ts';
import { runTick } from '#lib/tick.ts';
import { fleetOf, idOf, inputOf, minuteMs, startMs, worldOf } from './support.ts';

const overloaded = { name: 'web', desired: 4, cpu: 80 };
const webKey = keyOf(idOf('web'));

const ofService: OverrideScope = { kind: 'service', service: idOf('web') };
const ofGroup: OverrideScope = { kind: 'group', group: 'all' };
const ofFleet: OverrideScope = { kind: 'fleet' };

const order = (world: MemoryWorld, scope: OverrideScope, given: OverrideOrder, forMs = minuteMs) =>
  world.orders.set(overrideScopeKey(scope), {
    kind: 'known',
    overrides: [
      {
        order: given,
        scope: scope.kind,
        setAtMs: startMs - minuteMs,
        expiresAtMs: startMs + forMs,
        who: 'ada',
        why: 'a launch',
      },
    ],
  });

const inGroup = fleetOf('groups: { all: { maxTasks: 200 } }\ndefaults: { group: all }\n');

const alertsOf = (world: MemoryWorld) =>
  [...world.openAlerts.values()].map(({ code, service, group }) => ({ code, service, group }));

describe('orders', () => {
  it.each([
    { whom: 'a service', scope: ofService },
    { whom: 'its group', scope: ofGroup },
    { whom: 'the fleet', scope: ofFleet },
  ])('given to $whom are obeyed, and the record says whose they are', async ({ scope }) => {
    const world = worldOf([overloaded]);
    order(world, scope, { kind: 'pin', tasks: 3 });
    await runTick(inputOf(world, { fleet: inGroup }));
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 3 }]);
    expect(world.decisions[0]?.reasons).toContainEqual(
      expect.objectContaining({ kind: 'ordered', who: 'ada', why: 'a launch', scope: scope.kind }),
    );
  });

  it('that have expired are passed over, with nothing to clean up', async () => {
    const world = worldOf([overloaded]);
    order(world, ofService, { kind: 'freeze' }, 0);
    await runTick(inputOf(world));
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
  });

  it('of a group that the service is not in do not concern it', async () => {
    const world = worldOf([overloaded]);
    order(world, ofGroup, { kind: 'freeze' });
    await runTick(inputOf(world, { fleet: fleetOf('groups: { all: { maxTasks: 200 } }') }));
    expect(world.writes).toHaveLength(1);
  });
});

describe('orders that cannot be read', () => {
  const unreadable: Orders = { kind: 'corrupt', cause: 'shape: must be 1' };
  const both = () => worldOf([overloaded, { ...overloaded, name: 'api' }]);

  it('hold the service that they are for, and no other', async () => {
    const world = both();
    world.orders.set(overrideScopeKey(ofService), unreadable);
    const report = await runTick(inputOf(world));
    expect(world.writes).toEqual([{ id: idOf('api'), desired: 6 }]);
    expect(report.failed).toEqual([]);
    expect(alertsOf(world)).toEqual([{ code: 'corrupt-override', service: webKey, group: null }]);
  });

  it.each([
    { whom: 'a group', scope: ofGroup, subject: { service: null, group: 'all' } },
    { whom: 'the fleet', scope: ofFleet, subject: { service: null, group: null } },
  ])('hold all of $whom, and are told once', async ({ scope, subject }) => {
    const world = both();
    world.orders.set(overrideScopeKey(scope), unreadable);
    const report = await runTick(inputOf(world, { fleet: inGroup }));
    expect(world.writes).toEqual([]);
    expect(report.skipped).toHaveLength(2);
    expect(alertsOf(world)).toEqual([{ code: 'corrupt-override', ...subject }]);
    expect(world.notifications).toHaveLength(1);
  });

  it('resolve nothing else: whether the cause is gone is not known', async () => {
    const world = worldOf([overloaded]);
    world.refusals.set(webKey, { kind: 'refused', cause: 'AccessDenied', retryable: false });
    await runTick(inputOf(world));
    world.orders.set(overrideScopeKey(ofService), unreadable);
    await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(alertsOf(world).map(({ code }) => code)).toEqual(['action-refused', 'corrupt-override']);
  });

  it.each([
    { whom: 'a service', scope: ofService, failed: webKey },
    { whom: 'the fleet', scope: ofFleet, failed: 'the fleet' },
  ])('because the table fails, fail the tick for $whom', async ({ scope, failed }) => {
    const world = worldOf([overloaded]);
    world.orders.set(overrideScopeKey(scope), { kind: 'failed', cause: 'throttled' });
    const report = await runTick(inputOf(world));
    expect(world.writes).toEqual([]);
    expect(report.failed.map(({ service }) => service)).toEqual([failed]);
  });
});
