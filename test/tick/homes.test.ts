import { describe, expect, it } from 'vitest';
import type { HomePorts } from '#adapters/home-ports.ts';
import { createMemoryWorld, type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { routedPorts } from '#adapters/routed/ports.ts';
import type { Home } from '#config/fleet.ts';
import { homeKeyOf, homesOf } from '#config/homes.ts';
import { runTick } from '#lib/tick.ts';
import { homesOfMemory } from '../adapters/routed/homes-of-memory.ts';
import { cpuOf, fleetOf, home, idOf, inputOf, minuteMs, startMs, viewOf } from './support.ts';

const far: Home = { account: '222222222222', region: 'eu-west-1' };
const farKey = homeKeyOf(far);
const told = 'alerts: { service-failed: { after: 0s }, second-writer: { after: 0s } }';
const fleet = fleetOf(`accounts: [{ account: '222222222222', regions: [eu-west-1] }]\n${told}`);

/** Overloaded services of the same names in both homes; the table is that of the first. */
const worldIn = (where: Home, names: readonly string[]): MemoryWorld => {
  const world = createMemoryWorld();
  for (const name of names) {
    placeService(world, viewOf(name, 4, { id: { ...idOf(name), ...where } }), {
      cpu: cpuOf(80, 4),
    });
  }
  return world;
};

const twoHomes = (names: readonly string[] = ['web', 'api']) => {
  const worlds = { near: worldIn(home, names), far: worldIn(far, names) };
  const tick = (faults: Partial<HomePorts> = {}, tickMs = startMs) => {
    const worldOf = (each: Home) => (homeKeyOf(each) === farKey ? worlds.far : worlds.near);
    const homes = homesOfMemory(homesOf(fleet, home), worldOf, new Map([[farKey, faults]]));
    const ports = { ...createMemoryPorts(worlds.near), ...routedPorts(homes) };
    return runTick(inputOf(worlds.near, { fleet, ports, tickMs }));
  };
  return { ...worlds, tick };
};

const no = () => Promise.reject(new Error('the role cannot be assumed'));
const roleGone: Partial<HomePorts> = {
  directory: { tagged: no, tend: async () => undefined },
  serviceReader: { describe: no },
  rivals: { find: no },
  signals: { read: no },
};

const openAlerts = ({ openAlerts: alerts }: MemoryWorld) =>
  [...alerts.values()].map(({ code, service }) => `${code} ${service}`);

describe('a fleet of two accounts', () => {
  it('is scaled in one tick, and services of the same name are not mixed up', async () => {
    const { near, far: there, tick } = twoHomes(['web']);
    const report = await tick();
    expect(report.failed).toEqual([]);
    expect(near.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
    expect(there.writes).toEqual([{ id: { ...idOf('web'), ...far }, desired: 6 }]);
  });

  it('goes on in one of them when the role of the other is gone', async () => {
    const { near, far: there, tick } = twoHomes();
    const report = await tick(roleGone);
    expect(near.writes).toHaveLength(2);
    expect(there.writes).toEqual([]);
    expect(report.failed.length).toBeGreaterThan(0);
  });

  it('tells once of an account that cannot be reached, whatever of it fails, and ends that when it can be', async () => {
    const { near, tick } = twoHomes(['web', 'api', 'jobs']);
    await tick();
    const { directory: _, ...rest } = roleGone;
    const report = await tick(rest, startMs + minuteMs);
    expect(openAlerts(near)).toEqual([`service-failed home ${farKey}`]);
    const failure = report.failed.find(({ service }) => service === `home ${farKey}`);
    expect(failure?.error.message).toBe(
      'none of its 3 services could be described, the first because: the role cannot be assumed',
    );
    await tick({}, startMs + 2 * minuteMs);
    expect(openAlerts(near)).toEqual([]);
  });

  it('says of every service there why nothing was decided', async () => {
    const { near, tick } = twoHomes(['web']);
    const { directory: _, ...rest } = roleGone;
    await tick(rest);
    const rows = [...near.summaries.values()].flatMap(({ rows: all }) => all);
    expect(rows.find(({ service }) => service.account === far.account)).toMatchObject({
      standing: 'failed',
      why: expect.stringContaining('the role cannot be assumed'),
    });
  });

  it('observes only where nobody can say who else scales', async () => {
    const { near, far: there, tick } = twoHomes(['web']);
    await tick({ rivals: { find: no } });
    expect(near.writes).toHaveLength(1);
    expect(there.writes).toEqual([]);
  });

  it('keeps the alerts of an account that could not be listed, and ends those of one that was', async () => {
    const { near, far: there, tick } = twoHomes(['web']);
    const rival = { resourceId: 'service/prod/web', detail: '' };
    near.rivals.set(`${homeKeyOf(home)}/prod/web`, rival);
    there.rivals.set(`${farKey}/prod/web`, rival);
    await tick();
    near.rivals.clear();
    there.rivals.clear();
    await tick(roleGone, startMs + minuteMs);
    expect(openAlerts(near)).toEqual([
      `second-writer ${farKey}/prod/web`,
      `service-failed discovery of ${farKey}`,
    ]);
  });

  it('names in messages and their commands the account that a service is in', async () => {
    const { near, tick } = twoHomes(['web']);
    await tick();
    const text = near.notifications.map((each) => `${each.subject}\n${each.text}`).join('\n');
    expect(text).toContain('Flyball: prod/web from 4 to 6');
    expect(text).toContain(`flyball undo ${farKey}/prod/web`);
  });
});
