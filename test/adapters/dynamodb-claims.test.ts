import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTickClaims } from '#adapters/dynamodb-claims.ts';
import { createLastTick } from '#adapters/dynamodb-last-tick.ts';
import type { Table } from '#adapters/table.ts';
import type { TickClaims } from '#lib/ports.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn } from './sample.ts';

const deadline = deadlineIn(20_000);
let server: Stopping;
let table: Table;
let claims: TickClaims;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
  claims = createTickClaims(table);
});
afterAll(() => server.stop());

const winners = async (attempts: number, shard: string, tickMs: number): Promise<number> => {
  const claimed = await Promise.all(
    Array.from({ length: attempts }, () => claims.claim(shard, tickMs, deadline)),
  );
  return claimed.filter(Boolean).length;
};

test('of 100 concurrent claims exactly one wins, on every tick', async () => {
  expect(await winners(100, 'race', 60_000)).toBe(1);
  expect(await winners(100, 'race', 120_000)).toBe(1);
});

test('a late tick is not claimed after a newer one', async () => {
  expect(await claims.claim('late', 120_000, deadline)).toBe(true);
  expect(await claims.claim('late', 60_000, deadline)).toBe(false);
});

test('shards are claimed apart', async () => {
  expect(await claims.claim('a', 60_000, deadline)).toBe(true);
  expect(await claims.claim('b', 60_000, deadline)).toBe(true);
});

test('the last tick is the newest that was claimed, and null before the first', async () => {
  const lastTick = createLastTick(table);
  expect(await lastTick.at('told', deadline)).toBeNull();
  await claims.claim('told', 60_000, deadline);
  await claims.claim('told', 120_000, deadline);
  expect(await lastTick.at('told', deadline)).toBe(120_000);
});
