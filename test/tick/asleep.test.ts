import { describe, expect, it } from 'vitest';
import {
  createMemoryWorld,
  type MemoryWorld,
  overrideScopeKey,
  placeService,
} from '#adapters/memory/world.ts';
import { runTick } from '#lib/tick.ts';
import { fleetOf, idOf, inputOf, minuteMs, startMs, viewOf } from './support.ts';

/** Nothing runs, so there is no CPU. */
const sleeping = (): MemoryWorld => {
  const world = createMemoryWorld();
  placeService(world, viewOf('web', 0), { cpu: { kind: 'absent' } });
  return world;
};

const night =
  '{ name: night, timeZone: UTC, when: { from: "00:00", to: "24:00" }, min: 0, max: 0 }';

const alertsAfter = async (world: MemoryWorld, yaml: string): Promise<readonly string[]> => {
  await runTick(inputOf(world, { fleet: fleetOf(yaml) }));
  return [...world.openAlerts.values()].map(({ code }) => code);
};

describe('a service without any signal', () => {
  it('is no alert where its bounds put it to zero', async () => {
    expect(await alertsAfter(sleeping(), `defaults: { schedules: [${night}] }`)).toEqual([]);
  });

  it('is no alert where a person pinned it to zero', async () => {
    const world = sleeping();
    const order = { kind: 'pin', tasks: 0 } as const;
    const times = { setAtMs: startMs, expiresAtMs: startMs + minuteMs };
    world.orders.set(overrideScopeKey({ kind: 'service', service: idOf('web') }), {
      kind: 'known',
      overrides: [{ order, scope: 'service', ...times, who: 'ada', why: 'nobody needs it' }],
    });
    expect(await alertsAfter(world, 'defaults: { min: 0 }')).toEqual([]);
  });

  it('is one where it stays at zero for want of a signal', async () => {
    expect(await alertsAfter(sleeping(), 'defaults: { min: 0 }')).toEqual(['no-data']);
  });
});
