import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAlertBook } from '#adapters/dynamodb-alerts.ts';
import { fromItem, type Table, toItem } from '#adapters/table.ts';
import { keyOf } from '#engine/model.ts';
import type { AlertBook, OpenAlert } from '#lib/ports.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn, idOf } from './sample.ts';

const deadline = deadlineIn(20_000);
const warn = vi.fn();
let server: Stopping;
let table: Table;
let book: AlertBook;

beforeEach(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
  book = createAlertBook(table, warn);
});
afterEach(() => server.stop());

const alert: OpenAlert = {
  code: 'second-writer',
  severity: 'error',
  service: keyOf(idOf('web')),
  group: null,
  message: 'two writers',
  openedAtMs: 1_000,
  ticks: 1,
  toldAtMs: 1_000,
  resolution: null,
};
const fleetAlert: OpenAlert = { ...alert, code: 'service-failed', service: null };

const groupAlert: OpenAlert = { ...alert, code: 'group-at-cap', service: null, group: 'backend' };

const items = async () => {
  const output = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: toItem({ ':pk': 'ALERT' }),
    }),
  );
  return (output.Items ?? []).map(fromItem);
};

test('an alert is open once a cause, as it was kept last', async () => {
  await book.keep({ ...alert, toldAtMs: null }, deadline);
  await book.keep({ ...alert, ticks: 3 }, deadline);
  await book.keep(fleetAlert, deadline);
  const open = await book.open(deadline);
  expect(open).toHaveLength(2);
  expect(open).toEqual(expect.arrayContaining([{ ...alert, ticks: 3 }, fleetAlert]));
});

test('a resolved alert is kept by the time it was opened, for 30 days, and can open again', async () => {
  await book.keep(alert, deadline);
  await book.resolve(alert, 61_000, deadline);
  expect(await book.open(deadline)).toEqual([]);
  expect(await items()).toEqual([
    {
      pk: 'ALERT',
      sk: `1970-01-01T00:00:01.000Z#second-writer#${keyOf(idOf('web'))}`,
      ...alert,
      resolvedAt: '1970-01-01T00:01:01.000Z',
      expiresAt: 61 + 30 * 86_400,
    },
  ]);
  await book.keep({ ...alert, openedAtMs: 120_000 }, deadline);
  expect(await book.open(deadline)).toMatchObject([{ openedAtMs: 120_000 }]);
});

test('groups at their caps are causes of their own', async () => {
  await book.keep(groupAlert, deadline);
  await book.keep({ ...groupAlert, group: 'frontend' }, deadline);
  await book.resolve(groupAlert, 2_000, deadline);
  expect(await book.open(deadline)).toMatchObject([{ group: 'frontend' }]);
});

test('an alert from before groups and telling had any is open, and was told', async () => {
  const { group: _, ticks: __, toldAtMs: ___, resolution: ____, ...older } = alert;
  const sk = `OPEN#second-writer#${alert.service}`;
  const Item = toItem({ pk: 'ALERT', sk, ...older });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  expect(await book.open(deadline)).toEqual([alert]);
});

test('resolving what is not open does nothing', async () => {
  await book.resolve(alert, 1_000, deadline);
  expect(await items()).toEqual([]);
});

test('an alert of another version is left alone, with a warning', async () => {
  const Item = toItem({ pk: 'ALERT', sk: 'OPEN#novel#-', code: 'novel' });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  await book.keep(alert, deadline);
  expect(await book.open(deadline)).toEqual([alert]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('OPEN#novel#-'));
});
