import { describe, expect, it } from 'vitest';
import {
  type MemoryWorld,
  overrideScopeKey,
  placeService,
  rememberState,
} from '#adapters/memory/world.ts';
import { keyOf } from '#engine/model.ts';
import { runTick } from '#lib/tick.ts';
import { stateOf } from '../adapters/sample.ts';
import { cpuOf, fleetOf, idOf, inputOf, minuteMs, startMs, viewOf, worldOf } from './support.ts';

const alertsOf = (world: MemoryWorld) =>
  [...world.openAlerts.values()].map(
    ({ code, service, group }) => `${code} ${service?.split('/').at(-1) ?? group ?? 'fleet'}`,
  );

describe('a service that asks for more than it may have', () => {
  const fleet = fleetOf('defaults: { max: 5 }');

  it('is a warning that names the bound, raised once and resolved by itself', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 90 }]);
    await runTick(inputOf(world, { fleet }));
    expect(alertsOf(world)).toEqual(['at-ceiling web']);
    expect([...world.openAlerts.values()][0]?.message).toContain('5 at most by the policy');
    // The cooldown of that step speaks now, and must not make the alert come and go.
    const second = startMs + minuteMs;
    placeService(world, viewOf('web', 5), { cpu: cpuOf(90, 5, second) });
    await runTick(inputOf(world, { fleet, tickMs: second }));
    expect(alertsOf(world)).toEqual(['at-ceiling web']);
    const third = startMs + 2 * minuteMs;
    placeService(world, viewOf('web', 5), { cpu: cpuOf(50, 5, third) });
    await runTick(inputOf(world, { fleet, tickMs: third }));
    expect(alertsOf(world)).toEqual([]);
    expect(world.notifications.filter(({ kind }) => kind === 'alert')).toEqual([]);
  });

  it('is told whose ceiling it is, when a person ordered it', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 90 }]);
    world.orders.set(overrideScopeKey({ kind: 'service', service: idOf('web') }), {
      kind: 'known',
      overrides: [
        {
          order: { kind: 'ceiling', tasks: 4 },
          scope: 'service',
          setAtMs: startMs,
          expiresAtMs: startMs + minuteMs,
          who: 'ada',
          why: 'database',
        },
      ],
    });
    await runTick(inputOf(world));
    expect([...world.openAlerts.values()][0]?.message).toContain('4 at most by the ceiling by ada');
  });
});

describe('a group that is full', () => {
  const fleet = fleetOf('groups: { all: { maxTasks: 9 } }\ndefaults: { group: all, max: 50 }\n');

  it('is one alert, whoever waits', async () => {
    const world = worldOf([
      { name: 'web', desired: 4, cpu: 90 },
      { name: 'api', desired: 4, cpu: 90 },
    ]);
    await runTick(inputOf(world, { fleet }));
    expect(alertsOf(world)).toEqual(['group-at-cap all']);
    expect([...world.openAlerts.values()][0]?.message).toMatch(
      /full at 9 tasks while more is asked for, by \S+\/api, \S+\/web;/,
    );
  });

  it('by members that nobody decides about is full too', async () => {
    const world = worldOf([
      { name: 'web', desired: 4, cpu: 90 },
      { name: 'api', desired: 5, cpu: 90 },
    ]);
    world.states.set(keyOf(idOf('api')), { kind: 'corrupt', cause: 'x' });
    await runTick(inputOf(world, { fleet }));
    expect(alertsOf(world)).toContain('group-at-cap all');
  });

  it('in vCPU is full when not one task more fits', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 90 }]);
    const heavy = fleetOf(
      'groups: { all: { maxVcpu: 9 } }\ndefaults: { group: all, max: 50, vcpu: 2 }\n',
    );
    await runTick(inputOf(world, { fleet: heavy }));
    expect(world.writes).toEqual([]);
    expect(alertsOf(world)).toEqual(['group-at-cap all']);
    expect([...world.openAlerts.values()][0]?.message).toContain('full at 9 vCPU');
  });

  it('and asked for nothing is no alert', async () => {
    const world = worldOf([{ name: 'web', desired: 9, cpu: 60 }]);
    await runTick(inputOf(world, { fleet }));
    expect(alertsOf(world)).toEqual([]);
  });
});

describe('a tick that would empty the fleet', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];

  it('takes nothing away, and is one critical alert', async () => {
    const world = worldOf(names.map((name) => ({ name, desired: 10, cpu: 5 })));
    for (const name of names) rememberState(world, idOf(name), stateOf({ knownDesired: 10 }));
    await runTick(
      inputOf(world, { fleet: fleetOf('defaults: { max: 50, limits: { in: { policies: [] } } }') }),
    );
    expect(world.writes).toEqual([]);
    expect(alertsOf(world)).toEqual(['blast-guard fleet']);
    expect([...world.openAlerts.values()][0]).toMatchObject({
      severity: 'critical',
      message: expect.stringContaining('5 scale-ins are held'),
    });
  });
});
