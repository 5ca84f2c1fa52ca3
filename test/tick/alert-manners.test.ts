/** How patiently, how often and how loudly people are told: what the fleet file says of alerts. */
import { describe, expect, it } from 'vitest';
import { type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryOperatorPorts, createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import { alertIdOf } from '#lib/alerts/alert-id.ts';
import { resolveByHand } from '#lib/alerts/resolve-by-hand.ts';
import { runTick } from '#lib/tick.ts';
import {
  cpuOf,
  endless,
  fleetOf,
  idOf,
  inputOf,
  minuteMs,
  startMs,
  viewOf,
  worldOf,
} from './support.ts';

const dayMinutes = 24 * 60;

/** At its maximum of 5, and busy enough for more. */
const atItsCeiling = (world: MemoryWorld, minute: number, names = ['web']): void => {
  for (const name of names) {
    placeService(world, viewOf(name, 5), { cpu: cpuOf(90, 5, startMs + minute * minuteMs) });
  }
};

const tick = (world: MemoryWorld, minute: number, alerts = '') =>
  runTick(
    inputOf(world, {
      tickMs: startMs + minute * minuteMs,
      fleet: fleetOf(`defaults: { max: 5 }\nalerts: { ${alerts} }`),
    }),
  );

/** One tick a minute with the same load, from the first to the last. */
const busy = async (world: MemoryWorld, from: number, to: number, alerts = ''): Promise<void> => {
  for (let minute = from; minute <= to; minute += 1) {
    atItsCeiling(world, minute);
    await tick(world, minute, alerts);
  }
};

const calm = async (world: MemoryWorld, minute: number, alerts = ''): Promise<void> => {
  placeService(world, viewOf('web', 5), { cpu: cpuOf(60, 5, startMs + minute * minuteMs) });
  await tick(world, minute, alerts);
};

const told = (world: MemoryWorld): readonly string[] =>
  world.notifications.filter(({ kind }) => kind === 'alert').map(({ subject }) => subject);

const opened = 'Flyball warning: at-ceiling';
const reminded = 'Flyball warning: at-ceiling (still open)';
const resolved = 'Flyball info: at-ceiling (resolved)';

describe('an alert', () => {
  it('is told once its cause has lasted as long as the fleet file says, and when it is over', async () => {
    const world = worldOf([]);
    await busy(world, 0, 9);
    expect(told(world)).toEqual([]);
    await busy(world, 10, 30);
    expect(told(world)).toEqual([opened]);
    await calm(world, 31);
    await calm(world, 32);
    expect(told(world)).toEqual([opened, resolved]);
  });

  it('that was over before anybody heard of it is in the book and in nobody’s mail', async () => {
    const world = worldOf([]);
    await busy(world, 0, 8);
    await calm(world, 9);
    expect(told(world)).toEqual([]);
    expect(world.resolvedAlerts).toMatchObject([{ code: 'at-ceiling', toldAtMs: null }]);
  });

  it('is as severe as the fleet file says, and told at once where it says 0s', async () => {
    const world = worldOf([]);
    await busy(world, 0, 0, 'at-ceiling: { after: 0s, severity: critical }');
    expect(told(world)).toEqual(['Flyball critical: at-ceiling']);
  });

  it('that nobody wants is not even in the book', async () => {
    const world = worldOf([]);
    await busy(world, 0, 20, 'at-ceiling: false');
    expect([told(world), world.openAlerts.size]).toEqual([[], 0]);
  });

  it('that nobody wants any more is over', async () => {
    const world = worldOf([]);
    await busy(world, 0, 10);
    await busy(world, 11, 11, 'at-ceiling: false');
    expect(told(world)).toEqual([opened, resolved]);
  });
});

describe('a reminder', () => {
  it('comes once in the time that the fleet file says', async () => {
    const world = worldOf([]);
    const settings = 'at-ceiling: { after: 0s, remind: 1h }';
    await busy(world, 0, 125, settings);
    expect(told(world)).toEqual([opened, reminded, reminded]);
    expect(world.notifications.at(-1)?.text).toContain(`Since ${new Date(startMs).toISOString()}`);
  });

  it('never comes where the fleet file says false', async () => {
    const world = worldOf([]);
    const settings = 'at-ceiling: { after: 0s, remind: false }';
    await busy(world, 0, 0, settings);
    await busy(world, 40 * dayMinutes, 40 * dayMinutes, settings);
    expect(told(world).filter((subject) => subject === reminded)).toEqual([]);
  });

  it('takes along what would soon follow it, so that many alerts are one mail', async () => {
    const world = worldOf([]);
    const names = Array.from({ length: 40 }, (_, index) => `s${index}`);
    const settings = 'at-ceiling: { after: 0s, remind: 1h }';
    for (let minute = 0; minute <= 180; minute += 1) {
      atItsCeiling(world, minute, names.slice(0, minute + 1));
      await tick(world, minute, settings);
    }
    expect(told(world).filter((subject) => subject.includes('still open'))).toHaveLength(3);
  });
});

describe('an alert that was resolved by hand', () => {
  const byHand = async (world: MemoryWorld, minute: number, who = 'ada') => {
    const { alerts } = createMemoryPorts(world);
    const { alertDesk } = createMemoryOperatorPorts(world);
    const id = alertIdOf({ code: 'at-ceiling', service: keyOf(idOf('web')), group: null });
    const resolution = { atMs: startMs + minute * minuteMs + 1, who, why: 'the sale' };
    return resolveByHand(id, resolution, { alerts, alertDesk }, endless);
  };
  const settings = 'at-ceiling: { after: 0s, remind: 1h }';

  it('is told as such, and stays closed until its cause has gone and come back', async () => {
    const world = worldOf([]);
    await busy(world, 0, 1, settings);
    expect(await byHand(world, 1)).toMatchObject({ kind: 'resolved' });
    await busy(world, 2, 200, settings);
    expect(told(world)).toEqual([opened, resolved]);
    expect(world.notifications.at(-1)?.text).toMatch(/^Resolved by ada \(the sale\), open since /);
    await calm(world, 201, settings);
    await busy(world, 202, 202, settings);
    expect(told(world)).toEqual([opened, resolved, opened]);
  });

  it('is not counted as open', async () => {
    const world = worldOf([]);
    await busy(world, 0, 0, settings);
    await byHand(world, 0);
    atItsCeiling(world, 1);
    expect(await tick(world, 1, settings)).toMatchObject({ alertsOpen: 0 });
  });

  it('is the work of whoever came first', async () => {
    const world = worldOf([]);
    await busy(world, 0, 0, settings);
    await byHand(world, 0, 'ada');
    expect(await byHand(world, 0, 'bob')).toMatchObject({
      kind: 'already',
      resolution: { who: 'ada' },
    });
  });

  it('was one of those that are open', async () => {
    const world = worldOf([]);
    expect(await byHand(world, 0)).toEqual({ kind: 'unknown', open: [] });
  });
});

describe('ticks that did not run', () => {
  const web = { name: 'web', desired: 4, cpu: 60 };

  it('are told by the first that does, once', async () => {
    const world = worldOf([web]);
    await tick(world, 0);
    await tick(world, 3);
    expect(told(world)).toEqual([]);
    await tick(world, 63);
    expect(told(world)).toEqual(['Flyball error: ticks-missed']);
    expect(world.notifications[0]?.text).toContain('so 59 were missed');
    await tick(world, 64);
    await tick(world, 65);
    expect(told(world).filter((subject) => subject.includes('ticks-missed'))).toEqual([
      'Flyball error: ticks-missed',
      'Flyball info: ticks-missed (resolved)',
    ]);
  });

  it('cannot be told from ticks that did, where nobody knows the last one; the tick says so', async () => {
    const world = worldOf([web]);
    const at = () => Promise.reject(new Error('throttled'));
    const ports = { ...createMemoryPorts(world), lastTick: { at } };
    const report = await runTick(inputOf(world, { ports }));
    expect(report.failed).toMatchObject([{ service: 'last tick' }]);
    expect(report.decisions).toHaveLength(1);
  });
});
