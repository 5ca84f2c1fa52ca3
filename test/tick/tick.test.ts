import { describe, expect, it } from 'vitest';
import { placeService, viewOf as seen } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import { runTick } from '#lib/tick.ts';
import {
  cpuOf,
  fleetOf,
  idOf,
  inputOf,
  minuteMs,
  spent,
  startMs,
  viewOf,
  withPorts,
  worldOf,
} from './support.ts';

const overloaded = { name: 'web', desired: 4, cpu: 80 };
const webKey = keyOf(idOf('web'));

const alertCodes = (world: ReturnType<typeof worldOf>) =>
  [...world.openAlerts.values()].map(
    ({ code, service }) => `${code} ${service?.split('/').at(-1)}`,
  );

describe('one tick', () => {
  it('scales out, and remembers the intent', async () => {
    const world = worldOf([overloaded]);
    const report = await runTick(inputOf(world));
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
    expect(world.states.get(webKey)).toMatchObject({ state: { intent: { from: 4, to: 6 } } });
    expect(report).toMatchObject({ claimed: true, failed: [], leftOver: [], billedMetrics: 1 });
  });

  it('runs once, however often it is delivered', async () => {
    const world = worldOf([overloaded]);
    const reports = await Promise.all(Array.from({ length: 100 }, () => runTick(inputOf(world))));
    expect(reports.filter(({ claimed }) => claimed)).toHaveLength(1);
    expect(world.writes).toHaveLength(1);
  });

  it('leaves a tick alone that is older than the last one', async () => {
    const world = worldOf([overloaded]);
    await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(await runTick(inputOf(world))).toMatchObject({ claimed: false });
  });

  it('writes nothing but the record in observe mode, and that once', async () => {
    const world = worldOf([overloaded]);
    const fleet = fleetOf('', 'observe');
    await runTick(inputOf(world, { fleet }));
    const stored = structuredClone(world.states.get(webKey));
    await runTick(inputOf(world, { fleet, tickMs: startMs + minuteMs }));
    expect(world.writes).toEqual([]);
    expect(world.decisions).toMatchObject([{ from: 4, to: 6 }]);
    expect(world.states.get(webKey)).toEqual(stored);
  });

  it('writes no state for a quiet service that it knows', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
    await runTick(inputOf(world));
    const stored = structuredClone(world.states.get(webKey));
    await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(world.states.get(webKey)).toEqual(stored);
    expect(stored).toMatchObject({ version: 1 });
  });

  it.each([
    ['what was done', {}, { kind: 'acted' }],
    [
      'what ECS refused',
      { setDesired: async () => ({ kind: 'refused', cause: 'denied', retryable: false }) as const },
      { kind: 'refused', why: 'denied' },
    ],
    [
      'what nobody knows the end of',
      { setDesired: () => Promise.reject(new Error('the line went dead')) },
      { kind: 'failed', why: 'the line went dead' },
    ],
  ])('records %s, and why', async (_, writer, outcome) => {
    const world = worldOf([overloaded]);
    const { serviceWriter } = createMemoryPorts(world);
    await runTick(withPorts(world, { serviceWriter: { ...serviceWriter, ...writer } }));
    const because = [expect.stringContaining('cpu')];
    expect(world.decisions).toMatchObject([{ from: 4, to: 6, outcome, because }]);
  });

  it('saves the intent before it calls ECS', async () => {
    const world = worldOf([overloaded]);
    let atWrite: unknown;
    const input = withPorts(world, {
      serviceWriter: {
        setDesired: async () => {
          atWrite = structuredClone(world.states.get(webKey));
          return { kind: 'written' };
        },
      },
    });
    await runTick(input);
    expect(atWrite).toMatchObject({ state: { intent: { from: 4, to: 6 } } });
  });

  it('does not act when its state was changed meanwhile', async () => {
    const world = worldOf([overloaded]);
    const ports = createMemoryPorts(world);
    const input = withPorts(world, { states: { ...ports.states, save: async () => 'conflict' } });
    expect((await runTick(input)).refused).toMatchObject([{ service: webKey }]);
    expect(world.writes).toEqual([]);
  });

  it('settles on the next tick what a dead tick left between intent and call', async () => {
    const world = worldOf([overloaded]);
    const dying = withPorts(world, {
      serviceWriter: { setDesired: () => Promise.reject(new Error('killed')) },
    });
    await runTick(dying);
    expect(world.writes).toEqual([]);
    placeService(world, viewOf('web', 4), { cpu: cpuOf(80, 4, startMs + minuteMs) });
    await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
  });

  it('takes an action that was carried out although the tick died as done', async () => {
    const world = worldOf([overloaded]);
    const ports = createMemoryPorts(world);
    const dying = withPorts(world, {
      serviceWriter: {
        setDesired: async (...args) => {
          await ports.serviceWriter.setDesired(...args);
          throw new Error('killed');
        },
      },
    });
    await runTick(dying);
    const report = await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(world.writes).toHaveLength(1);
    expect(report.noted).toMatchObject([{ event: { kind: 'action-confirmed', from: 4, to: 6 } }]);
  });

  it('begins nothing when the deadline is near, and says what it left', async () => {
    const world = worldOf([overloaded]);
    const report = await runTick(inputOf(world, { deadline: spent }));
    expect(report.leftOver).toEqual([webKey]);
    expect(world.writes).toEqual([]);
  });

  it('notices a count set by someone else', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
    await runTick(inputOf(world));
    placeService(world, viewOf('web', 7), { cpu: cpuOf(30, 7, startMs + minuteMs) });
    const report = await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(report.noted).toMatchObject([{ event: { kind: 'foreign-change', from: 4, to: 7 } }]);
    expect(seen(world, idOf('web'))?.desired).toBe(7);
  });
});

describe('trouble with one service', () => {
  it('never stops the others, and is reported', async () => {
    const world = worldOf([overloaded, { ...overloaded, name: 'broken' }]);
    const ports = createMemoryPorts(world);
    const input = withPorts(world, {
      states: {
        ...ports.states,
        save: (id, ...rest) =>
          id.name === 'broken'
            ? Promise.reject(new Error('table on fire'))
            : ports.states.save(id, ...rest),
      },
    });
    const report = await runTick(input);
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
    expect(report.failed).toMatchObject([{ error: { message: 'table on fire' } }]);
    expect(alertCodes(world)).toEqual(['service-failed broken']);
  });

  it('holds a service whose state cannot be read, and overwrites nothing', async () => {
    const world = worldOf([overloaded]);
    world.states.set(webKey, { kind: 'corrupt', cause: 'knownDesired: expected number' });
    await runTick(inputOf(world));
    expect(world.writes).toEqual([]);
    expect(world.states.get(webKey)).toMatchObject({ kind: 'corrupt' });
    expect(alertCodes(world)).toEqual(['corrupt-state web']);
  });

  it('refuses to fight Application Auto Scaling, and says so once', async () => {
    const world = worldOf([overloaded]);
    world.rivals.set(webKey, { resourceId: 'service/prod/web', detail: '2 to 9 tasks' });
    await runTick(inputOf(world));
    await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(world.writes).toEqual([]);
    expect(alertCodes(world)).toEqual(['second-writer web']);
    expect(world.notifications).toHaveLength(1);
  });

  it('resolves an alert when its cause is gone', async () => {
    const world = worldOf([overloaded]);
    world.rivals.set(webKey, { resourceId: 'service/prod/web', detail: '2 to 9 tasks' });
    await runTick(inputOf(world));
    world.rivals.clear();
    await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(alertCodes(world)).toEqual([]);
    expect(world.resolvedAlerts).toMatchObject([{ code: 'second-writer' }]);
  });

  it('keeps the alert of a service that it could not look at', async () => {
    const world = worldOf([overloaded]);
    world.rivals.set(webKey, { resourceId: 'service/prod/web', detail: '2 to 9 tasks' });
    await runTick(inputOf(world));
    world.lookups.set(webKey, { kind: 'failed', cause: 'ThrottlingException' });
    await runTick(inputOf(world, { tickMs: startMs + minuteMs }));
    expect(alertCodes(world)).toContain('second-writer web');
  });

  const skipped = [
    { name: 'is gone', lookup: { kind: 'missing' }, why: /no such service/ },
    { name: 'is a daemon', lookup: { kind: 'unscalable', why: 'daemon' }, why: /DAEMON/ },
    { name: 'is draining', lookup: { kind: 'unscalable', why: 'draining' }, why: /draining/ },
    {
      name: 'is managed by ECS',
      lookup: { kind: 'unscalable', why: 'managed-by-ecs' },
      why: /Express/,
    },
  ] as const;
  for (const { name, lookup, why } of skipped) {
    it(`skips a service that ${name}, with the reason`, async () => {
      const world = worldOf([overloaded]);
      world.lookups.set(webKey, lookup);
      const report = await runTick(inputOf(world));
      expect(report.skipped).toEqual([{ service: webKey, why: expect.stringMatching(why) }]);
      expect(report.failed).toEqual([]);
    });
  }

  it('only observes a listed service that lacks the tag, and says so', async () => {
    const world = worldOf([]);
    const fleet = fleetOf('services: [{ cluster: prod, name: web }]');
    placeService(world, viewOf('web', 4, { tags: {} }), { cpu: cpuOf(80, 4) });
    world.tagged.clear();
    await runTick(inputOf(world, { fleet }));
    expect(world.writes).toEqual([]);
    expect(alertCodes(world)).toEqual(['untagged-service web']);
  });

  it('lets a tag take a service out at once, though the list of tagged services is minutes old', async () => {
    const world = worldOf([overloaded]);
    placeService(world, viewOf('web', 4, { tags: { 'flyball:enabled': 'false' } }));
    const report = await runTick(inputOf(world));
    expect(report.skipped).toMatchObject([{ service: webKey }]);
  });

  it('refuses bad tags for their service only', async () => {
    const world = worldOf([overloaded, { ...overloaded, name: 'bad' }]);
    const tags = { 'flyball:enabled': 'true', 'flyball:min': '-3' };
    placeService(world, viewOf('bad', 4, { tags }), { cpu: cpuOf(80, 4) });
    await runTick(inputOf(world));
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
    expect(alertCodes(world)).toEqual(['invalid-tags bad']);
  });

  it('says when a service has no signal at all, and holds it', async () => {
    const world = worldOf([]);
    placeService(world, viewOf('web', 4), {});
    await runTick(inputOf(world));
    expect(world.writes).toEqual([]);
    expect(alertCodes(world)).toEqual(['no-data web']);
  });

  it('alerts when ECS refuses for good, and waits where it throttles', async () => {
    const world = worldOf([overloaded, { ...overloaded, name: 'busy' }]);
    world.refusals.set(webKey, { kind: 'refused', cause: 'AccessDenied', retryable: false });
    const busyKey = keyOf(idOf('busy'));
    world.refusals.set(busyKey, { kind: 'refused', cause: 'ThrottlingException', retryable: true });
    const report = await runTick(inputOf(world));
    expect(report.refused).toHaveLength(2);
    expect(alertCodes(world)).toEqual(['action-throttled busy', 'action-refused web']);
    expect(world.notifications.map(({ subject }) => subject)).toEqual([
      'Flyball error: action-refused',
    ]);
  });

  it('counts tasks of members that could not be decided against the cap of their group', async () => {
    const world = worldOf([overloaded, { name: 'other', desired: 15, cpu: 60 }]);
    world.states.set(keyOf(idOf('other')), { kind: 'corrupt', cause: 'x' });
    const fleet = fleetOf('groups: { all: { maxTasks: 20 } }\ndefaults: { group: all, max: 50 }\n');
    await runTick(inputOf(world, { fleet }));
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 5 }]);
  });

  it('counts tasks of members whose tags are refused against the cap of their group', async () => {
    const world = worldOf([overloaded]);
    const tags = { 'flyball:enabled': 'true', 'flyball:group': 'all', 'flyball:max': 'many' };
    placeService(world, viewOf('other', 15, { tags }), { cpu: cpuOf(60, 15) });
    const fleet = fleetOf(`
groups: { all: { maxTasks: 20 } }
defaults: { max: 50 }
services: [{ cluster: prod, name: web, group: all }]
`);
    await runTick(inputOf(world, { fleet }));
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 5 }]);
  });

  it('goes on with the fleet file when tagged services cannot be listed', async () => {
    const world = worldOf([overloaded]);
    const fleet = fleetOf('services: [{ cluster: prod, name: web }]');
    const ports = {
      ...createMemoryPorts(world),
      directory: {
        tagged: () => Promise.reject(new Error('throttled')),
        tend: async () => undefined,
      },
    };
    const report = await runTick(inputOf(world, { fleet, ports }));
    expect(world.writes).toHaveLength(1);
    expect(report.failed).toMatchObject([{ service: 'discovery' }]);
  });
});
