import { describe, expect, it } from 'vitest';
import { type MemoryWorld, overrideScopeKey, placeService } from '#adapters/memory/world.ts';
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

const webKey = keyOf(idOf('web'));

/** Ten tasks in a row that failed to start open the breaker that every policy has. */
const dying = (): MemoryWorld => {
  const world = worldOf([]);
  placeService(world, viewOf('web', 4, { failedTasks: 10 }), { cpu: cpuOf(80, 4) });
  return world;
};

type Minute = { readonly failedTasks: number; readonly cpu: number };

const tickAt = async (world: MemoryWorld, minute: number, { failedTasks, cpu }: Minute) => {
  const tickMs = startMs + minute * minuteMs;
  placeService(world, viewOf('web', 4, { failedTasks }), { cpu: cpuOf(cpu, 4, tickMs) });
  return runTick(inputOf(world, { tickMs }));
};

const busy = { failedTasks: 0, cpu: 80 };
const calm = { failedTasks: 0, cpu: 60 };
const failing = { failedTasks: 10, cpu: 80 };

const toldOf = (world: MemoryWorld) =>
  world.notifications
    .filter(({ kind }) => kind === 'breaker')
    .map(({ severity, subject }) => `${severity}: ${subject}`);

describe('a breaker that opens', () => {
  it('freezes the count, and is a critical alert with one message that says why', async () => {
    const world = dying();
    const report = await runTick(inputOf(world));
    expect(world.writes).toEqual([]);
    expect([...world.openAlerts.values()]).toMatchObject([
      { code: 'breaker-open', severity: 'critical', service: webKey },
    ]);
    expect(world.notifications).toMatchObject([
      {
        kind: 'breaker',
        severity: 'critical',
        subject: 'Flyball critical: breaker-opened, prod/web',
        text: expect.stringContaining('10 tasks in a row failed to start'),
        detail: { service: webKey, cause: 'failed-starts' },
      },
    ]);
    expect(report.noted).toContainEqual(
      expect.objectContaining({ event: expect.objectContaining({ kind: 'breaker-opened' }) }),
    );
  });

  it('stays an alert until it is closed, and each turn is told once', async () => {
    const world = dying();
    await tickAt(world, 0, failing);
    await tickAt(world, 1, calm);
    expect(world.openAlerts.size).toBe(1);
    await tickAt(world, 2, calm);
    expect(world.openAlerts.size).toBe(0);
    expect(world.resolvedAlerts).toMatchObject([{ code: 'breaker-open' }]);
    expect(toldOf(world)).toEqual([
      'critical: Flyball critical: breaker-opened, prod/web',
      'warning: Flyball warning: breaker-half-opened, prod/web',
      'info: Flyball info: breaker-closed, prod/web',
    ]);
  });

  it('closes at once when it is ordered to', async () => {
    const world = dying();
    await tickAt(world, 0, failing);
    world.orders.set(overrideScopeKey({ kind: 'service', service: idOf('web') }), {
      kind: 'known',
      overrides: [
        {
          order: { kind: 'reset-breaker' },
          scope: 'service',
          setAtMs: startMs + 1,
          expiresAtMs: startMs + 15 * minuteMs,
          who: 'ada',
          why: 'repaired',
        },
      ],
    });
    await tickAt(world, 1, busy);
    expect(world.openAlerts.size).toBe(0);
    expect(world.writes).toHaveLength(1);
  });

  it('is not told by a tick whose state was overtaken: the next one finds it again', async () => {
    const world = dying();
    const { states } = createMemoryPorts(world);
    const input = withPorts(world, { states: { ...states, save: async () => 'conflict' } });
    const report = await runTick(input);
    expect(toldOf(world)).toEqual([]);
    expect(report.noted).toEqual([]);
    await tickAt(world, 1, failing);
    expect(toldOf(world)).toHaveLength(1);
  });

  it('opens in observe mode too', async () => {
    const world = dying();
    await runTick(inputOf(world, { fleet: fleetOf('', 'observe') }));
    expect(toldOf(world)).toHaveLength(1);
  });
});
