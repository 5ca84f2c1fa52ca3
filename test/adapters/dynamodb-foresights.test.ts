import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createForesightBook } from '#adapters/dynamodb-foresight-book.ts';
import { createForesightReader } from '#adapters/dynamodb-foresights.ts';
import { learntKey, type Table, toItem } from '#adapters/table.ts';
import { keyOf } from '#engine/model.ts';
import type { ForesightBook } from '#lib/learning-ports.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn, idOf } from './sample.ts';
import { learntOf } from './sample-learnt.ts';

const deadline = deadlineIn(20_000);
const minuteMs = 60_000;
const nowMs = 90 * minuteMs;
let server: Stopping;
let table: Table;
let book: ForesightBook;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
  book = createForesightBook(table);
});
afterAll(() => server.stop());

const reading = (of: Table = table) => {
  const warnings: string[] = [];
  const { load } = createForesightReader(of, (message) => warnings.push(message));
  const recall = async (name: string, atMs = nowMs) =>
    (await load([idOf(name)], atMs, deadline)).get(keyOf(idOf(name)));
  return { load, recall, warnings };
};

test('what was kept is recalled', async () => {
  const { recall } = reading();
  expect(await recall('fresh')).toEqual({ kind: 'none' });
  expect(await book.keep(idOf('web'), learntOf(), deadline)).toBe('kept');
  expect(await recall('web')).toEqual({ kind: 'learnt', learnt: learntOf() });
});

test('it is read again after five minutes and not before', async () => {
  const { recall } = reading();
  await book.keep(idOf('hourly'), learntOf({}, 1), deadline);
  expect(await recall('hourly')).toMatchObject({ learnt: { learntAtMs: 1 } });
  await book.keep(idOf('hourly'), learntOf({}, 2), deadline);
  expect(await recall('hourly', nowMs + 4 * minuteMs)).toMatchObject({ learnt: { learntAtMs: 1 } });
  expect(await recall('hourly', nowMs + 5 * minuteMs)).toMatchObject({ learnt: { learntAtMs: 2 } });
});

test('of 20 that write at once the one that learnt last stands', async () => {
  const times = Array.from({ length: 20 }, (_, index) => 1000 + ((index * 7) % 20));
  await Promise.all(times.map((at) => book.keep(idOf('contended'), learntOf({}, at), deadline)));
  expect(await reading().recall('contended')).toMatchObject({ learnt: { learntAtMs: 1019 } });
  expect(await book.keep(idOf('contended'), learntOf({}, 1018), deadline)).toBe('overtaken');
});

test('a corrupt item says so, and is written over the next time', async () => {
  const Item = toItem({ ...learntKey(keyOf(idOf('corrupt'))), shape: 1, signals: 'none' });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  expect(await reading().recall('corrupt')).toMatchObject({ kind: 'corrupt' });
  expect(await book.keep(idOf('corrupt'), learntOf(), deadline)).toBe('kept');
  expect(await reading().recall('corrupt')).toMatchObject({ kind: 'learnt' });
});

test('a forecast that is no number is never written', async () => {
  const forecast = { kind: 'none', observedHours: Number.POSITIVE_INFINITY } as const;
  const broken = learntOf({ day: forecast });
  await expect(book.keep(idOf('web'), broken, deadline)).rejects.toThrow();
  expect(await reading().recall('web')).toEqual({ kind: 'learnt', learnt: learntOf() });
});

test('while the table cannot be read, what is known serves for an hour, and a warning says so', async () => {
  let isBroken = false;
  const client = Object.create(table.client, {
    send: {
      value: (...args: Parameters<Table['client']['send']>) =>
        isBroken ? Promise.reject(new Error('gone')) : table.client.send(...args),
    },
  });
  const { recall, warnings } = reading({ ...table, client });
  await recall('web');
  isBroken = true;
  expect(await recall('web', nowMs + 30 * minuteMs)).toMatchObject({ kind: 'learnt' });
  expect(await recall('web', nowMs + 61 * minuteMs)).toMatchObject({ kind: 'failed' });
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toContain('gone');
});

test('250 services are recalled in one load', async () => {
  const ids = Array.from({ length: 250 }, (_, index) => idOf(`many-${index}`));
  await book.keep(idOf('many-249'), learntOf(), deadline);
  const recalled = await reading().load([...ids, ...ids], nowMs, deadline);
  expect(recalled.size).toBe(250);
  expect(recalled.get(keyOf(idOf('many-249')))).toMatchObject({ kind: 'learnt' });
});
