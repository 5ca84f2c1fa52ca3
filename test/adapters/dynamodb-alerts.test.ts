import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAlertBook } from '#adapters/dynamodb-alerts.ts';
import { fromItem, type Table, toItem } from '#adapters/table.ts';
import { keyOf } from '#engine/model.ts';
import type { Alert, AlertBook } from '#lib/ports.ts';
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

const alert: Alert = {
  code: 'second-writer',
  severity: 'error',
  service: keyOf(idOf('web')),
  group: null,
  message: 'two writers',
};
const fleetAlert: Alert = { ...alert, code: 'service-failed', service: null };

const groupAlert: Alert = { ...alert, code: 'group-at-cap', service: null, group: 'backend' };

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

test('an alert is open once a cause, however often and by how many it is raised', async () => {
  const raised = await Promise.all(
    Array.from({ length: 20 }, () => book.raise(alert, 1_000, deadline)),
  );
  expect(raised.filter(Boolean)).toHaveLength(1);
  expect(await book.raise(fleetAlert, 1_000, deadline)).toBe(true);
  expect(await book.open(deadline)).toEqual(expect.arrayContaining([alert, fleetAlert]));
});

test('a resolved alert is kept by the time it was opened, for 30 days, and can open again', async () => {
  await book.raise(alert, 1_000, deadline);
  await book.resolve(alert, 61_000, deadline);
  expect(await book.open(deadline)).toEqual([]);
  expect(await items()).toEqual([
    {
      pk: 'ALERT',
      sk: `1970-01-01T00:00:01.000Z#second-writer#${keyOf(idOf('web'))}`,
      ...alert,
      openedAtMs: 1_000,
      resolvedAt: '1970-01-01T00:01:01.000Z',
      expiresAt: 61 + 30 * 86_400,
    },
  ]);
  expect(await book.raise(alert, 120_000, deadline)).toBe(true);
});

test('groups at their caps are causes of their own', async () => {
  expect(await book.raise(groupAlert, 1_000, deadline)).toBe(true);
  expect(await book.raise({ ...groupAlert, group: 'frontend' }, 1_000, deadline)).toBe(true);
  await book.resolve(groupAlert, 2_000, deadline);
  expect(await book.open(deadline)).toMatchObject([{ group: 'frontend' }]);
});

test('an alert from before groups had any is still open', async () => {
  const { group: _, ...older } = alert;
  const sk = `OPEN#second-writer#${alert.service}`;
  const Item = toItem({ pk: 'ALERT', sk, ...older, openedAtMs: 1_000 });
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
  await book.raise(alert, 1_000, deadline);
  expect(await book.open(deadline)).toEqual([alert]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('OPEN#novel#-'));
});
