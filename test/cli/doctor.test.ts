import { describe, expect, it } from 'vitest';
import { type MemoryWorld, overrideScopeKey, placeService } from '#adapters/memory/world.ts';
import { createMemoryOperatorPorts, createMemoryPorts } from '#adapters/memory.ts';
import { causeKeyOf } from '#lib/alerts/alert-id.ts';
import type { Ports } from '#lib/ports.ts';
import { cpuOf, home, minuteMs, startMs, viewOf, worldOf } from '../tick/support.ts';
import { run } from './support.ts';

const env = { FLYBALL_TABLE: 'flyball', FLYBALL_MODE: 'act' };
const act = { 'fleet.yaml': 'defaults: { mode: act }\n' };
const webKey = `${home.account}/${home.region}/prod/web`;

const healthy = (): MemoryWorld => {
  const world = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
  world.lastTicks.set('0', startMs - minuteMs);
  return world;
};

const doctor = (aws: MemoryWorld, line = 'doctor', ports: Partial<Ports> = {}) =>
  run(line, {
    env: { FLYBALL_TABLE: env.FLYBALL_TABLE },
    files: act,
    aws,
    connect: async () => ({
      home,
      reach: () => ({ ...createMemoryPorts(aws), ...ports }),
      operator: createMemoryOperatorPorts(aws),
    }),
  });

const failing = (message: string) => () =>
  Promise.reject(new Error('DynamoDB said no', { cause: new Error(message) }));

describe('flyball doctor', () => {
  it('finds nothing wrong with what is well', async () => {
    const { code, out, err } = await doctor(healthy());
    expect([code, err]).toEqual([0, expect.stringContaining('billed metrics')]);
    expect(out).toMatch(/^✓ the deployment\n {2}✓ the last tick was due 60 s ago/);
    expect(out).toContain('✓ prod/web: 4 checks passed');
    expect(out).toMatch(/0 wrong, 0 to know, \d+ fine$/);
  });

  it('says all that it checked of one service', async () => {
    const { code, out } = await doctor(healthy(), 'doctor prod/web');
    expect(code).toBe(0);
    expect(out).toContain('✓ it is tagged and acted on');
    expect(out).toContain('✓ signal cpu: 10 points');
    expect(out).toContain('! too few starts were seen in the last day');
  });

  it.each([
    {
      what: 'a dead schedule',
      harm: (world: MemoryWorld) => world.lastTicks.set('0', startMs - 10 * minuteMs),
      says: /✗ the last tick was due 600 s ago.*nothing is scaled\n {4}→ look at the log/,
    },
    {
      what: 'no tick ever',
      harm: (world: MemoryWorld) => world.lastTicks.clear(),
      says: /✗ no tick has run yet/,
    },
    {
      what: 'a second writer',
      harm: (world: MemoryWorld) =>
        world.rivals.set(webKey, { resourceId: 'service/prod/web', detail: 'd' }),
      says: /✗ prod\/web\n {2}✗ it is left out: .*\n {4}→ suspend or deregister its scalable target/,
    },
    {
      what: 'a missing tag',
      harm: (world: MemoryWorld) =>
        placeService(world, viewOf('web', 4, { tags: { 'flyball:enabled': 'no' } }), {}),
      says: /! prod\/web\n {2}! it is left out: the tag flyball:enabled is "no"/,
      code: 0,
    },
    {
      what: 'metrics that are not there',
      harm: (world: MemoryWorld) => world.readings.set(webKey, {}),
      says: /✗ signal cpu has no data at all\n {4}→ ECS publishes it while tasks run/,
    },
    {
      what: 'metrics that are old',
      harm: (world: MemoryWorld) =>
        world.readings.set(webKey, { cpu: cpuOf(60, 4, startMs - 4 * minuteMs) }),
      says: /✗ signal cpu is 300 s old/,
    },
    {
      what: 'tasks that do not start',
      harm: (world: MemoryWorld) =>
        placeService(world, viewOf('web', 4, { failedTasks: 3, running: 2, pending: 2 })),
      says: /✗ 3 tasks in a row failed to start; 2 of 4 tasks run, 2 are pending/,
    },
    {
      what: 'an order that was forgotten',
      harm: (world: MemoryWorld) =>
        world.orders.set(overrideScopeKey({ kind: 'fleet' }), {
          kind: 'known',
          overrides: [
            {
              order: { kind: 'freeze' },
              scope: 'fleet',
              setAtMs: startMs - 300 * minuteMs,
              expiresAtMs: startMs + minuteMs,
              who: 'ada',
              why: 'incident',
            },
          ],
        }),
      says: /! freeze for the whole fleet, by ada 5 h ago \(incident\), ends at .*: is it still needed\?/,
      code: 0,
    },
    {
      what: 'an open alert',
      harm: (world: MemoryWorld) => {
        const alert = {
          code: 'no-data',
          severity: 'error',
          service: webKey,
          group: null,
          message: 'no signal',
          openedAtMs: startMs,
          ticks: 1,
          toldAtMs: null,
          resolution: null,
        } as const;
        world.openAlerts.set(causeKeyOf(alert), alert);
      },
      says: /✗ error alert since .*: no signal\n {4}→ .*flyball resolve-alert no-data-/,
    },
  ])('sees $what', async ({ harm, says, code = 1 }) => {
    const world = healthy();
    harm(world);
    expect(await doctor(world)).toMatchObject({ code, out: expect.stringMatching(says) });
  });

  it('names the permission that is missing, and goes on', async () => {
    const denied =
      'User: arn:aws:sts::1:assumed-role/x is not authorized to perform: application-autoscaling:DescribeScalableTargets on resource: *';
    const { code, out } = await doctor(healthy(), 'doctor', { rivals: { find: failing(denied) } });
    expect(code).toBe(1);
    expect(out).toContain('→ allow application-autoscaling:DescribeScalableTargets');
    expect(out).toContain('✓ the last tick');
  });

  it('is data with --json', async () => {
    const { code, out } = await doctor(healthy(), 'doctor --json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      deployment: {
        findings: expect.arrayContaining([{ kind: 'fine', what: 'no alert is open' }]),
      },
      services: [{ subject: 'prod/web' }],
      billedMetrics: 1,
    });
  });

  it('shows no name or message that would steer the terminal', async () => {
    const world = healthy();
    placeService(world, viewOf('web', 4, { tags: { 'flyball:enabled': '\u001b[2J<b>' } }), {});
    expect((await doctor(world)).out).not.toContain('\u001b');
  });

  it('knows no service that is not enrolled', async () => {
    expect(await doctor(healthy(), 'doctor prod/other')).toMatchObject({
      code: 1,
      err: expect.stringContaining('prod/other is not enrolled'),
    });
  });
});
