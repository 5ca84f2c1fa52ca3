import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSpendLedger } from '#adapters/dynamodb-spend.ts';
import type { Table } from '#adapters/table.ts';
import { spendKey, toItem } from '#adapters/table.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn } from './sample.ts';

let started: Stopping & { readonly table: Table };
let table: Table;
beforeAll(async () => {
  started = await startTable();
  ({ table } = started);
});
afterAll(() => started.stop());

const deadline = deadlineIn(20_000);

test('a month that nobody read in has cost nothing', async () => {
  expect(await createSpendLedger(table).load('2026-01', deadline)).toEqual({
    freeRequests: 0,
    paidMetrics: 0,
  });
});

test('what several ticks and shards add at once is all counted, month by month', async () => {
  const ledger = createSpendLedger(table);
  const spend = { freeRequests: 2, paidMetrics: 3 };
  await Promise.all(Array.from({ length: 20 }, () => ledger.add('2026-02', spend, deadline)));
  await ledger.add('2026-03', spend, deadline);
  expect(await ledger.load('2026-02', deadline)).toEqual({ freeRequests: 40, paidMetrics: 60 });
  expect(await ledger.load('2026-03', deadline)).toEqual(spend);
});

test('an item of another make is named, with what to do about it', async () => {
  const Item = toItem({ ...spendKey('2026-04'), freeRequests: 'many' });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  await expect(createSpendLedger(table).load('2026-04', deadline)).rejects.toThrow(
    'FLEET/SPEND#2026-04',
  );
});
