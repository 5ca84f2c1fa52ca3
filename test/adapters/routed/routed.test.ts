import { expect, test, vi } from 'vitest';
import type { HomePorts } from '#adapters/home-ports.ts';
import { createMemoryWorld, placeService } from '#adapters/memory/world.ts';
import { homesWith } from '#adapters/routed/homes.ts';
import { shareOf } from '#adapters/routed/patience.ts';
import { routedPorts } from '#adapters/routed/ports.ts';
import { homeKeyOf } from '#config/homes.ts';
import { keyOf } from '#engine/model.ts';
import { deadlineIn, readOf, viewNamed } from '../sample.ts';
import { homesOfMemory, portsInMemory } from './homes-of-memory.ts';

const near = { account: '123456789012', region: 'us-east-1' };
const far = { account: '222222222222', region: 'eu-west-1' };
const stranger = { account: '333333333333', region: 'eu-west-1' };
const web = (home: typeof near) => ({ ...home, cluster: 'shop', name: 'web' });
const deadline = deadlineIn(20_000);

const points = (value: number) => ({ kind: 'series', points: [{ atMs: 60_000, value }] }) as const;

/** The same cluster and service in both, twice as large and busy in the one that is far. */
const twoHomes = (faults: Partial<HomePorts> = {}) => {
  const worlds = new Map(
    [near, far].map((home, index) => {
      const world = createMemoryWorld();
      const view = viewNamed('web', { id: web(home), desired: 2 * (index + 1) });
      placeService(world, view, { cpu: points(40 * (index + 1)) });
      world.rivals.set(keyOf(web(home)), { resourceId: homeKeyOf(home), detail: '' });
      return [homeKeyOf(home), world] as const;
    }),
  );
  const worldOf = (home: typeof near) => worlds.get(homeKeyOf(home)) ?? createMemoryWorld();
  const homes = homesOfMemory([near, far], worldOf, new Map([[homeKeyOf(far), faults]]));
  return { worldOf, ports: routedPorts(homes) };
};

const no = () => Promise.reject(new Error('the role cannot be assumed'));

test('services of the same name are described each in its own home', async () => {
  const found = await twoHomes().ports.serviceReader.describe([web(near), web(far)], deadline);
  expect([...found]).toMatchObject([
    [keyOf(web(near)), { kind: 'found', view: { desired: 2 } }],
    [keyOf(web(far)), { kind: 'found', view: { desired: 4 } }],
  ]);
});

test('a count is changed in the home of its service and in no other', async () => {
  const { ports, worldOf } = twoHomes();
  await ports.serviceWriter.setDesired(web(far), 7, deadline);
  expect(worldOf(near).writes).toEqual([]);
  expect(worldOf(far).writes).toEqual([{ id: web(far), desired: 7 }]);
});

test('a service of no home of the fleet is refused, and the remedy is said', async () => {
  const { ports } = twoHomes();
  const cause =
    'shop/web is in 333333333333/eu-west-1, which this stack does not look after; add that account and region to accounts: of the fleet file';
  const found = await ports.serviceReader.describe([web(stranger)], deadline);
  expect(found.get(keyOf(web(stranger)))).toEqual({ kind: 'failed', cause });
  expect(await ports.serviceWriter.setDesired(web(stranger), 1, deadline)).toEqual({
    kind: 'refused',
    cause,
    retryable: false,
  });
  const { readings } = await ports.signals.read([readOf({ service: web(stranger) })], deadline);
  expect(readings.get(keyOf(web(stranger)))).toEqual({ cpu: { kind: 'failed', cause } });
});

test('signals come from the home of their service, and what they cost is added up', async () => {
  const reads = [near, far].map((home) => readOf({ service: web(home) }));
  const { readings, billedMetrics } = await twoHomes().ports.signals.read(reads, deadline);
  expect(readings.get(keyOf(web(near)))).toEqual({ cpu: points(40) });
  expect(readings.get(keyOf(web(far)))).toEqual({ cpu: points(80) });
  expect(billedMetrics).toBe(2);
});

test('what is free is divided by what each home has to read, and never exceeded', async () => {
  const read = vi.fn<HomePorts['signals']['read']>(async () => ({
    readings: new Map(),
    billedMetrics: 0,
  }));
  const homes = homesWith([near, far], () => ({
    ...portsInMemory(createMemoryWorld()),
    signals: { read },
  }));
  const reads = [web(near), web(near), web(far)].map((service) => readOf({ service }));
  await routedPorts(homes).signals.read(reads, deadline, 10);
  expect(read.mock.calls.map(([, , free]) => free)).toEqual([6, 3]);
});

test('a home that fails is the failure of its own services', async () => {
  const { ports } = twoHomes({
    serviceReader: { describe: no },
    signals: { read: no },
    directory: { tagged: no, tend: async () => undefined },
    rivals: { find: no },
  });
  const unasked = [{ home: far, error: new Error('the role cannot be assumed') }];
  const found = await ports.serviceReader.describe([web(near), web(far)], deadline);
  expect(found.get(keyOf(web(near)))?.kind).toBe('found');
  expect(found.get(keyOf(web(far)))).toEqual({
    kind: 'failed',
    cause: 'the role cannot be assumed',
  });
  expect(await ports.directory.tagged(0, deadline)).toEqual({
    services: [expect.objectContaining({ id: web(near) })],
    unasked,
  });
  const rivals = await ports.rivals.find(0, deadline);
  expect([...rivals.found.keys()]).toEqual([keyOf(web(near))]);
  expect(rivals.unasked).toEqual(unasked);
});

test('where no home answers nothing is known, and that is an error', async () => {
  const ports = routedPorts(
    homesWith([near, far], () => ({ ...portsInMemory(createMemoryWorld()), rivals: { find: no } })),
  );
  await expect(ports.rivals.find(0, deadline)).rejects.toThrow(
    'none of 2 accounts and regions answered; the first: the role cannot be assumed',
  );
});

test('only homes that are asked for are opened', async () => {
  const opened: string[] = [];
  const homes = homesWith([near, far], (home) => {
    opened.push(homeKeyOf(home));
    return portsInMemory(createMemoryWorld());
  });
  const ports = routedPorts(homes);
  await ports.serviceReader.describe([web(far)], deadline);
  await ports.serviceWriter.setDesired(web(far), 1, deadline);
  expect(opened).toEqual([homeKeyOf(far)]);
});

test('of several homes none has more than half of the time that is left', () => {
  const whole = { remainingMs: () => 40_000, signal: new AbortController().signal };
  expect(shareOf(whole, 1)).toBe(whole);
  const half = shareOf(whole, 2).remainingMs();
  expect(half).toBeLessThanOrEqual(20_000);
  expect(half).toBeGreaterThan(19_000);
});

test('a home never has more time than there is', () => {
  const over = new AbortController();
  const gone = shareOf({ remainingMs: () => -5, signal: over.signal }, 2);
  over.abort();
  expect([gone.remainingMs(), gone.signal.aborted]).toEqual([0, true]);
});
