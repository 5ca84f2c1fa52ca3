import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOverrideBook } from '#adapters/dynamodb-override-book.ts';
import { createOverrides } from '#adapters/dynamodb-overrides.ts';
import { fromItem, overrideKey, type Table, toItem } from '#adapters/table.ts';
import { keyOf } from '#engine/model.ts';
import type { OverrideOrder } from '#engine/override.ts';
import type { NewOverride, OverrideBook } from '#lib/operator-ports.ts';
import type { OverrideScope, Overrides } from '#lib/ports.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn, idOf } from './sample.ts';

const deadline = deadlineIn(60_000);
const hourMs = 3_600_000;
let server: Stopping;
let table: Table;
let book: OverrideBook;
let overrides: Overrides;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
  book = createOverrideBook(table);
  overrides = createOverrides(table);
});
afterAll(() => server.stop());

const given = (order: OverrideOrder, fields: Partial<NewOverride> = {}): NewOverride => ({
  order,
  setAtMs: 0,
  expiresAtMs: hourMs,
  who: 'ada',
  why: 'a launch',
  ...fields,
});

const service = (name: string): OverrideScope => ({ kind: 'service', service: idOf(name) });
const ofGroup = (group: string): OverrideScope => ({ kind: 'group', group });

const ordersOf = async (name: string) =>
  (await overrides.load([idOf(name)], [], deadline)).services.get(keyOf(idOf(name)));

const put = (scope: OverrideScope, attributes: Readonly<Record<string, unknown>>) =>
  table.client.send(
    new PutItemCommand({
      TableName: table.name,
      Item: toItem({ ...overrideKey(scope), ...attributes }),
    }),
  );

describe('reading', () => {
  test('what was given to a service, a group and the fleet is told apart', async () => {
    const pin = given({ kind: 'pin', tasks: 7 });
    await book.give(service('told'), [pin], 0, deadline);
    await book.give(ofGroup('told'), [given({ kind: 'floor', tasks: 2 })], 0, deadline);
    await book.give({ kind: 'fleet' }, [given({ kind: 'pause-in' })], 0, deadline);
    const loaded = await overrides.load([idOf('told')], ['told', 'none'], deadline);
    const own = { kind: 'known', overrides: [{ ...pin, scope: 'service' }] };
    expect(loaded.services.get(keyOf(idOf('told')))).toEqual(own);
    expect(loaded.groups.get('told')).toMatchObject({ overrides: [{ scope: 'group' }] });
    expect(loaded.groups.get('none')).toEqual({ kind: 'known', overrides: [] });
    expect(loaded.fleet).toMatchObject({ overrides: [{ scope: 'fleet' }] });
  });

  test('250 services and their group take one load, asked twice or not', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => idOf(`many-${index}`));
    await book.give(service('many-249'), [given({ kind: 'freeze' })], 0, deadline);
    const { services } = await overrides.load([...ids, ...ids], ['g', 'g'], deadline);
    expect(services.size).toBe(250);
    expect(services.get(keyOf(idOf('many-249')))).toMatchObject({
      overrides: [{ order: { kind: 'freeze' } }],
    });
  });

  const corruptions = [
    { name: 'foreign', item: { hello: 'world' }, cause: 'overrides' },
    { name: 'newer', item: { shape: 2 }, cause: 'another version' },
    { name: 'odd', item: { overrides: [{ order: { kind: 'explode' } }] }, cause: 'order' },
    {
      name: 'double',
      item: {
        shape: 1,
        writeId: 'w',
        expiresAt: 1,
        overrides: [given({ kind: 'freeze' }), given({ kind: 'freeze' })],
      },
      cause: 'one order of a kind',
    },
  ];
  test.each(corruptions)(
    'a $name item is corrupt and says why, and nothing is added to it',
    async ({ name, item, cause }) => {
      const scope = service(`corrupt-${name}`);
      await put(scope, item);
      expect(await ordersOf(`corrupt-${name}`)).toMatchObject({
        kind: 'corrupt',
        cause: expect.stringContaining(cause),
      });
      const giving = book.give(scope, [given({ kind: 'freeze' })], 0, deadline);
      await expect(giving).rejects.toThrow('flyball clear');
      expect(await book.withdraw(scope, null, 0, deadline)).toMatchObject({ changed: true });
      expect(await ordersOf(`corrupt-${name}`)).toEqual({ kind: 'known', overrides: [] });
    },
  );

  test('a table that cannot be read is not taken for one without orders', async () => {
    const broken = createOverrides({ ...table, name: 'no-such-table' });
    const loaded = await broken.load([idOf('told')], ['g'], deadline);
    expect(loaded.fleet).toMatchObject({ kind: 'failed' });
    expect(loaded.groups.get('g')).toMatchObject({ kind: 'failed' });
    expect(loaded.services.get(keyOf(idOf('told')))).toMatchObject({ kind: 'failed' });
  });
});

describe('changing', () => {
  test('a second order of a kind replaces the first, one of another kind joins it', async () => {
    const scope = service('replaced');
    await book.give(scope, [given({ kind: 'pin', tasks: 3 })], 0, deadline);
    await book.give(scope, [given({ kind: 'freeze' })], 0, deadline);
    const now = await book.give(scope, [given({ kind: 'pin', tasks: 5 })], 0, deadline);
    expect(now.map(({ order }) => order)).toEqual([{ kind: 'freeze' }, { kind: 'pin', tasks: 5 }]);
  });

  test('what has expired is dropped when something is changed, and not before', async () => {
    const scope = service('expiring');
    await book.give(scope, [given({ kind: 'freeze' })], 0, deadline);
    expect(await ordersOf('expiring')).toMatchObject({ overrides: [{ expiresAtMs: hourMs }] });
    const next = given({ kind: 'pause-in' }, { setAtMs: hourMs, expiresAtMs: 2 * hourMs });
    const now = await book.give(scope, [next], hourMs, deadline);
    expect(now.map(({ order }) => order.kind)).toEqual(['pause-in']);
  });

  test('only the kinds that are named are withdrawn', async () => {
    const scope = service('withdrawn');
    const all = [given({ kind: 'freeze' }), given({ kind: 'floor', tasks: 2 })];
    await book.give(scope, all, 0, deadline);
    const now = await book.withdraw(scope, ['freeze', 'pause-in'], 0, deadline);
    expect(now.changed).toBe(true);
    expect(now.overrides.map(({ order }) => order.kind)).toEqual(['floor']);
  });

  test.each([
    { what: 'nothing was ever given', orders: [], kinds: null, nowMs: 0 },
    { what: 'it has expired', orders: [given({ kind: 'freeze' })], kinds: null, nowMs: hourMs },
    { what: 'others stand', orders: [given({ kind: 'freeze' })], kinds: ['pin'], nowMs: 0 },
  ] as const)('withdrawing changes nothing where $what', async ({ what, orders, kinds, nowMs }) => {
    const scope = service(`unchanged-${what.length}`);
    if (orders.length > 0) await book.give(scope, orders, 0, deadline);
    expect(await book.withdraw(scope, kinds, nowMs, deadline)).toMatchObject({ changed: false });
  });

  test('the pin of an undo is known for one when it is read', async () => {
    const pin = given({ kind: 'pin', tasks: 4 }, { isUndo: true });
    await book.give(service('undone'), [pin], 0, deadline);
    expect(await ordersOf('undone')).toEqual({
      kind: 'known',
      overrides: [{ ...pin, scope: 'service' }],
    });
  });

  test('of operators who give orders at once none is lost', async () => {
    const scope = service('contended');
    const orders: readonly OverrideOrder[] = [
      { kind: 'pin', tasks: 1 },
      { kind: 'floor', tasks: 1 },
      { kind: 'ceiling', tasks: 9 },
      { kind: 'freeze' },
      { kind: 'pause-in' },
      { kind: 'pause-out' },
      { kind: 'reset-breaker' },
    ];
    await Promise.all(orders.map((order) => book.give(scope, [given(order)], 0, deadline)));
    const now = await ordersOf('contended');
    expect(now).toMatchObject({ kind: 'known' });
    expect(
      now?.kind === 'known' && new Set(now.overrides.map(({ order }) => order.kind)).size,
    ).toBe(orders.length);
  });

  test('an order outlives its expiry by a day, for DynamoDB to sweep up', async () => {
    const scope = service('swept');
    await book.give(scope, [given({ kind: 'freeze' })], 0, deadline);
    const { Item } = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: toItem(overrideKey(scope)) }),
    );
    expect(Item === undefined ? null : fromItem(Item)).toMatchObject({
      expiresAt: 3_600 + 86_400,
    });
  });
});
