import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStateStore } from '#adapters/dynamodb-states.ts';
import { stateKey, type Table, toItem } from '#adapters/table.ts';
import { keyOf } from '#engine/model.ts';
import type { ServiceState } from '#engine/state.ts';
import type { StateStore } from '#lib/ports.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn, idOf, stateOf } from './sample.ts';

const deadline = deadlineIn(20_000);
let server: Stopping;
let table: Table;
let states: StateStore;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
  states = createStateStore(table);
});
afterAll(() => server.stop());

const recall = async (name: string) =>
  (await states.load([idOf(name)], deadline)).get(keyOf(idOf(name)));

const action = { atMs: 60_000, from: 2, to: 3, urgency: 'high' } as const;

const full: ServiceState = stateOf({
  lastOut: action,
  recent: [action],
  intent: { ...action, mode: 'act' },
  foreign: { atMs: 1, from: 2, to: 5 },
  held: { jobs: [{ atMs: 60_000, value: 0.25 }] },
  recorded: 'digest',
});

test('what was saved is recalled as it was, under the next version', async () => {
  expect(await recall('fresh')).toEqual({ kind: 'new' });
  expect(await states.save(idOf('fresh'), full, 0, deadline)).toBe('saved');
  expect(await recall('fresh')).toEqual({ kind: 'found', state: full, version: 1 });
});

test('of 20 that save over one version exactly one wins', async () => {
  await states.save(idOf('contended'), stateOf(), 0, deadline);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      states.save(idOf('contended'), stateOf({ knownDesired: index }), 1, deadline),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
  expect(await recall('contended')).toMatchObject({ version: 2 });
});

const corruptions: readonly { name: string; item: Record<string, unknown>; cause: string }[] = [
  { name: 'foreign', item: { hello: 'world' }, cause: 'shape' },
  {
    name: 'newer',
    item: { ...stateOf(), shape: 6, version: 9, writeId: 'w' },
    cause: 'another version',
  },
  {
    name: 'extra',
    item: { ...stateOf(), shape: 3, version: 9, writeId: 'w', odd: 1 },
    cause: 'odd',
  },
  {
    name: 'negative',
    item: { ...stateOf({ knownDesired: -1 }), shape: 3, version: 9, writeId: 'w' },
    cause: 'knownDesired',
  },
];

test.each(corruptions)(
  'a $name item is corrupt, names why, and is never overwritten',
  async ({ name, item, cause }) => {
    const Item = toItem({ ...stateKey(keyOf(idOf(name))), ...item });
    await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
    const before = await recall(name);
    expect(before).toMatchObject({ kind: 'corrupt', cause: expect.stringContaining(cause) });
    expect(await states.save(idOf(name), stateOf(), 0, deadline)).toBe('conflict');
    expect(await recall(name)).toEqual(before);
  },
);

test('250 services are recalled in one load, asked twice or not', async () => {
  const ids = Array.from({ length: 250 }, (_, index) => idOf(`many-${index}`));
  await states.save(idOf('many-249'), stateOf({ knownDesired: 7 }), 0, deadline);
  const recalled = await states.load([...ids, ...ids], deadline);
  expect(recalled.size).toBe(250);
  expect(recalled.get(keyOf(idOf('many-249')))).toMatchObject({ state: { knownDesired: 7 } });
  expect(recalled.get(keyOf(idOf('many-0')))).toEqual({ kind: 'new' });
});

test('when the table cannot be read, no service is taken for new', async () => {
  const broken = createStateStore({ ...table, name: 'no-such-table' });
  const recalled = await broken.load([idOf('fresh')], deadline);
  expect(recalled.get(keyOf(idOf('fresh')))).toMatchObject({
    kind: 'failed',
    cause: expect.stringContaining('ResourceNotFoundException'),
  });
});
