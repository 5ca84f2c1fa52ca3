import { DynamoDBClient, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Roster } from '#adapters/discovery/roster.ts';
import { createRosterStore } from '#adapters/discovery/roster-store.ts';
import type { Table } from '#adapters/table.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import { type Stopping, startTable } from '../dynamodb.ts';
import { deadlineIn, idOf } from '../sample.ts';

const deadline = deadlineIn(20_000);
let server: Stopping;
let table: Table;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
});
afterAll(() => server.stop());

const rosterOf = (ids: readonly ServiceId[], sweptMs: number): Roster => ({
  services: new Map(ids.map((id) => [keyOf(id), { id, membership: { 'flyball:group': 'g' } }])),
  sweptMs,
});

const putsDuring = async (work: () => Promise<void>): Promise<number> => {
  const send = vi.spyOn(DynamoDBClient.prototype, 'send');
  await work();
  const puts = send.mock.calls.filter(([{ input }]) => 'Item' in (input as PutItemCommandInput));
  send.mockRestore();
  return puts.length;
};

const ids = Array.from({ length: 2_000 }, (_, index) => idOf(`service-${index}`));

test('what was never kept is null', async () => {
  expect(await createRosterStore(table, vi.fn(), null).load(deadline)).toBeNull();
});

test('what one function keeps another one reads, groups included', async () => {
  await createRosterStore(table, vi.fn(), null).save(rosterOf(ids, 1_000), deadline);
  const loaded = await createRosterStore(table, vi.fn(), null).load(deadline);
  expect(loaded?.sweptMs).toBe(1_000);
  expect(loaded?.services.size).toBe(2_000);
  expect(loaded?.services.get(keyOf(idOf('service-7')))).toEqual({
    id: idOf('service-7'),
    membership: { 'flyball:group': 'g' },
  });
});

test('one more service rewrites one bucket, and none more rewrites none', async () => {
  const store = createRosterStore(table, vi.fn(), null);
  await store.load(deadline);
  expect(await putsDuring(() => store.save(rosterOf(ids, 2_000), deadline))).toBe(1);
  const more = rosterOf([...ids, idOf('one-more')], 3_000);
  expect(await putsDuring(() => store.save(more, deadline))).toBe(2);
});

test('the last service of a bucket leaves it empty', async () => {
  const store = createRosterStore(table, vi.fn(), null);
  await store.load(deadline);
  await store.save(rosterOf([], 4_000), deadline);
  expect((await createRosterStore(table, vi.fn(), null).load(deadline))?.services.size).toBe(0);
});

test('a sweep that began earlier does not overwrite a later one', async () => {
  await createRosterStore(table, vi.fn(), null).save(rosterOf([idOf('later')], 9_000), deadline);
  await createRosterStore(table, vi.fn(), null).save(rosterOf([idOf('earlier')], 8_000), deadline);
  const loaded = await createRosterStore(table, vi.fn(), null).load(deadline);
  expect(loaded?.sweptMs).toBe(9_000);
  expect(loaded?.services.has(keyOf(idOf('later')))).toBe(true);
});
