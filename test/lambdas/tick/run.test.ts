import { describe, expect, it } from 'vitest';
import { type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import type { Publish } from '#lambdas/tick/publish.ts';
import { createRun } from '#lambdas/tick/run.ts';
import type { Ports } from '#lib/ports.ts';
import { metricNames } from '#lib/telemetry.ts';
import { createRecorder } from '../../function/recorder.ts';
import { cpuOf, fleetOf, home, startMs, viewOf, worldOf } from '../../tick/support.ts';

const context = { getRemainingTimeInMillis: () => 50_000 };
const eventOf = (tickMs: number) => ({
  kind: 'tick',
  scheduledTime: new Date(tickMs).toISOString(),
});

type Situation = {
  readonly ports?: Partial<Ports>;
  readonly lateMs?: number;
  readonly publish?: Publish;
};

const publishNothing: Publish = async () => undefined;

const runOf = (
  world: MemoryWorld,
  { ports = {}, lateMs = 0, publish = publishNothing }: Situation = {},
) => {
  const recorder = createRecorder();
  const run = createRun({
    fleet: fleetOf(),
    home,
    ports: { ...createMemoryPorts(world), ...ports },
    clock: () => startMs + lateMs,
    pause: null,
    intervalMs: 60_000,
    log: recorder.log,
    metrics: recorder.metrics,
    emitServices: () => undefined,
    publish,
  });
  return { ...recorder, run: (event: unknown = eventOf(startMs)) => run(event, context) };
};

const busy = () => worldOf([{ name: 'web', desired: 4, cpu: 80 }]);
const calm = () => worldOf([{ name: 'web', desired: 4, cpu: 60 }]);

const failingClaims: Partial<Ports> = {
  claims: { claim: () => Promise.reject(new Error('the table is gone')) },
};

const refusing: Partial<Ports> = {
  serviceWriter: {
    setDesired: async () => ({ kind: 'refused', cause: 'AccessDenied', retryable: false }),
  },
};

const failingStates: Partial<Ports> = {
  states: {
    load: async (ids) => new Map(ids.map((id) => [Object.values(id).join('/'), { kind: 'new' }])),
    save: () => Promise.reject(new Error('no capacity')),
  },
};

describe('a run', () => {
  it('scales out, and logs the action with its numbers and its reason', async () => {
    const { run, lines, values } = runOf(busy());
    await run();
    expect(lines).toContainEqual({
      level: 'info',
      message: 'scale out',
      extra: [
        expect.objectContaining({
          serviceKey: '123456789012/us-east-1/prod/web',
          direction: 'out',
          old: 4,
          new: 6,
          asked: 6,
          why: expect.stringContaining('cpu'),
        }),
      ],
    });
    expect(Object.fromEntries(values)).toMatchObject({
      [metricNames.ticks]: 1,
      [metricNames.servicesManaged]: 1,
      [metricNames.decisionsOut]: 1,
      [metricNames.decisionsHeld]: 0,
      [metricNames.spendUsd]: 0,
    });
  });

  it('mentions a service that holds only to who asks for it', async () => {
    const { run, lines, values } = runOf(calm());
    await run();
    expect(lines.filter(({ message }) => message === 'held')).toMatchObject([{ level: 'debug' }]);
    expect(values.get(metricNames.decisionsHeld)).toBe(1);
  });

  it('counts services by state, each in one', async () => {
    const { run, values } = runOf(calm());
    await run();
    expect(Object.fromEntries(values)).toMatchObject({
      [metricNames.servicesSteady]: 1,
      [metricNames.servicesHeld]: 0,
      [metricNames.servicesOrdered]: 0,
      [metricNames.servicesBreakerOpen]: 0,
      [metricNames.servicesNoData]: 0,
    });
  });

  it('counts what was held by what held it', async () => {
    // 4 at 80 % wish for 6, and 4 is the most.
    const world = worldOf([]);
    const tags = { 'flyball:enabled': 'true', 'flyball:min': '1', 'flyball:max': '4' };
    placeService(world, viewOf('web', 4, { tags }), { cpu: cpuOf(80, 4) });
    const { run, values } = runOf(world);
    await run();
    expect(values.get(metricNames.servicesHeld)).toBe(1);
    expect(values.get(metricNames.heldByBounds)).toBe(1);
    expect(values.get(metricNames.heldByCooldown)).toBe(0);
  });

  it('tells how well the fleet is, and nothing of one that is not there', async () => {
    const [well, empty] = [runOf(calm()), runOf(worldOf([]))];
    await well.run();
    await empty.run();
    expect(well.values.get(metricNames.healthScore)).toBe(100);
    expect(empty.values.has(metricNames.healthScore)).toBe(false);
  });

  it('dates its metrics by the tick, and says how late it began', async () => {
    const { run, values } = runOf(calm(), { lateMs: 42_000 });
    await run();
    expect(values.get('timestamp')).toBe(startMs);
    expect(values.get(metricNames.tickAge)).toBe(42);
  });

  it('acts although its schedule fired in the last second of its minute', async () => {
    const world = busy();
    const { run, values } = runOf(world, { lateMs: 59_200 });
    await run();
    expect(world.writes).toHaveLength(1);
    expect(values.get(metricNames.servicesLeftOver)).toBe(0);
  });

  it('counts a refused action as refused and not as scaled', async () => {
    const { run, lines, values } = runOf(busy(), { ports: refusing });
    await run();
    expect(values.get(metricNames.decisionsOut)).toBe(0);
    expect(values.get(metricNames.actionsRefused)).toBe(1);
    expect(lines).toContainEqual({
      level: 'warn',
      message: 'scale out did not finish',
      extra: [expect.objectContaining({ hindrance: 'AccessDenied', old: 4, new: 6 })],
    });
  });

  it('tells everything about a tick that failed for a service, and then fails', async () => {
    const { run, lines, values } = runOf(busy(), { ports: failingStates });
    const failure = await run().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AggregateError);
    expect(String(failure)).toContain('123456789012/us-east-1/prod/web');
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(values.get(metricNames.ticks)).toBe(1);
    expect(values.get(metricNames.servicesFailed)).toBe(1);
    expect(values.get(metricNames.decisionsOut)).toBe(0);
    expect(values.has(metricNames.tickDuration)).toBe(true);
  });

  it('counts a trip of a breaker once, and logs it as a warning', async () => {
    const world = calm();
    placeService(world, viewOf('web', 4, { failedTasks: 10 }), { cpu: cpuOf(60, 4) });
    const { run, lines, values } = runOf(world);
    await run();
    expect(values.get(metricNames.breakerTrips)).toBe(1);
    expect(lines).toContainEqual({
      level: 'warn',
      message: 'breaker-opened',
      extra: [expect.objectContaining({ cause: 'failed-starts' })],
    });
    const next = runOf(world, { lateMs: 60_000 });
    await next.run(eventOf(startMs + 60_000));
    expect(next.values.get(metricNames.breakerTrips)).toBe(0);
  });

  it('is no heartbeat when the tick failed as a whole', async () => {
    const { run, values } = runOf(busy(), { ports: failingClaims });
    await expect(run()).rejects.toThrow('the table is gone');
    expect(values.has(metricNames.ticks)).toBe(false);
    expect(values.has(metricNames.tickAge)).toBe(true);
    expect(values.has(metricNames.tickDuration)).toBe(true);
  });

  it('of a tick that another had already counts as none', async () => {
    const world = busy();
    await runOf(world).run();
    const { run, values, lines } = runOf(world);
    await run();
    expect(values.get(metricNames.ticks)).toBe(0);
    expect(values.has(metricNames.servicesManaged)).toBe(false);
    expect(lines).toMatchObject([{ level: 'info', message: 'another invocation had this tick' }]);
  });

  it('touches nothing for a stale tick, but says how late it was', async () => {
    const { run, values } = runOf(busy(), { lateMs: 121_000, ports: failingClaims });
    await expect(run()).rejects.toThrow('more than 2 intervals');
    expect(values.get(metricNames.tickAge)).toBe(121);
  });

  it('touches nothing for what is no tick', async () => {
    const { run, values } = runOf(busy(), { ports: failingClaims });
    await expect(run({})).rejects.toThrow('The event is not a tick');
    expect(values.size).toBe(0);
  });
});
