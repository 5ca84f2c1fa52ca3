import { expect, test } from 'vitest';
import { createMemoryWorld, placeService, viewOf } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import type { OpenAlert } from '#lib/ports.ts';
import { deadlineIn, idOf, readOf, stateOf, viewNamed } from './sample.ts';

const deadline = deadlineIn(1_000);
const web = idOf('web');

const worldWithWeb = () => {
  const world = createMemoryWorld();
  placeService(world, viewNamed('web'), {
    cpu: { kind: 'series', points: [60_000, 600_000, 660_000].map((atMs) => ({ atMs, value: 1 })) },
  });
  return { world, ports: createMemoryPorts(world) };
};

test('a write changes the desired count and leaves the tasks alone', async () => {
  const { world, ports } = worldWithWeb();
  expect(await ports.serviceWriter.setDesired(web, 5, deadline)).toEqual({ kind: 'written' });
  expect(viewOf(world, web)).toMatchObject({ desired: 5, running: 2 });
  expect(world.writes).toEqual([{ id: web, desired: 5 }]);
});

test('a preset refusal is answered instead of a write', async () => {
  const { world, ports } = worldWithWeb();
  world.refusals.set(keyOf(web), { kind: 'refused', cause: 'throttled', retryable: true });
  expect(await ports.serviceWriter.setDesired(web, 5, deadline)).toMatchObject({ kind: 'refused' });
  expect(world.writes).toEqual([]);
});

test('a read sees its window only, and what was never preset is absent', async () => {
  const { ports } = worldWithWeb();
  const latency = { kind: 'latency', statistic: 'p95' } as const;
  const { readings, billedMetrics } = await ports.signals.read(
    [readOf(), readOf({ signal: 'latency', definition: latency })],
    deadline,
  );
  const cpu = readings.get(keyOf(web))?.['cpu'];
  expect(cpu?.kind === 'series' && cpu.points.map((point) => point.atMs)).toEqual([
    60_000, 600_000,
  ]);
  expect(readings.get(keyOf(web))?.['latency']).toEqual({ kind: 'absent' });
  expect(billedMetrics).toBe(2);
});

test('a tick is claimed once, and an earlier one never after it', async () => {
  const { claims } = worldWithWeb().ports;
  expect(await claims.claim('0', 60_000, deadline)).toBe(true);
  expect(await claims.claim('0', 60_000, deadline)).toBe(false);
  expect(await claims.claim('0', 0, deadline)).toBe(false);
  expect(await claims.claim('1', 60_000, deadline)).toBe(true);
});

test('a state is saved over the version that was loaded and over no other', async () => {
  const { states } = worldWithWeb().ports;
  expect(await states.save(web, stateOf(), 0, deadline)).toBe('saved');
  expect(await states.save(web, stateOf(), 0, deadline)).toBe('conflict');
  expect(await states.save(web, stateOf({ knownDesired: 3 }), 1, deadline)).toBe('saved');
  expect((await states.load([web], deadline)).get(keyOf(web))).toMatchObject({ version: 2 });
});

test('a corrupt state is never overwritten', async () => {
  const { world, ports } = worldWithWeb();
  world.states.set(keyOf(web), { kind: 'corrupt', cause: 'unknown shape' });
  expect(await ports.states.save(web, stateOf(), 0, deadline)).toBe('conflict');
});

test('an alert is open once a cause until it is resolved', async () => {
  const { world, ports } = worldWithWeb();
  const alert: OpenAlert = {
    code: 'no-data',
    severity: 'warning',
    service: keyOf(web),
    group: null,
    message: 'm',
    openedAtMs: 0,
    ticks: 1,
    toldAtMs: null,
    resolution: null,
  };
  await ports.alerts.keep(alert, deadline);
  await ports.alerts.keep({ ...alert, ticks: 2 }, deadline);
  expect(await ports.alerts.open(deadline)).toEqual([{ ...alert, ticks: 2 }]);
  await ports.alerts.resolve(alert, 2, deadline);
  expect(await ports.alerts.open(deadline)).toEqual([]);
  expect(world.resolvedAlerts).toEqual([{ ...alert, ticks: 2, resolvedAtMs: 2 }]);
});
