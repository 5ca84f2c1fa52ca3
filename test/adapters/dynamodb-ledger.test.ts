import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLedgerBook } from '#adapters/dynamodb-ledger.ts';
import type { Table } from '#adapters/table.ts';
import type { Ledger } from '#engine/fleet/ledger.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn } from './sample.ts';

const deadline = deadlineIn(20_000);
let server: Stopping;
let table: Table;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
});
afterAll(() => server.stop());

const empty: Ledger = {
  split: 'a',
  splitSinceMs: 0,
  shards: {},
  spent: { tickMs: 1, removed: 0, started: 0 },
};

const startOne = (ledger: Ledger | null) => {
  const { spent, ...rest } = ledger ?? empty;
  const next = { ...rest, spent: { ...spent, started: spent.started + 1 } };
  return { ledger: next, answer: next.spent.started };
};

test('of twenty shards that write at once every one is counted', async () => {
  const books = Array.from({ length: 20 }, () => createLedgerBook(table));
  const updates = await Promise.all(books.map((book) => book.update(startOne, deadline)));
  const answers = updates.map((update) => (update.kind === 'done' ? update.answer : null));
  expect(answers.toSorted((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
});

test('what was written is read as it was', async () => {
  const full: Ledger = {
    ...empty,
    shards: {
      'a/b/0': {
        tickMs: 5,
        tasks: 7,
        running: 3,
        blind: 1,
        groups: { backend: { tasks: 4, vcpu: 2.5, grants: [{ tickMs: 5, tasks: 2, vcpu: 1 }] } },
        hindered: ['backend', '#blast-guard'],
      },
    },
  };
  const book = createLedgerBook(table);
  await book.update(() => ({ ledger: full, answer: null }), deadline);
  const read = await book.update((ledger) => ({ ledger: null, answer: ledger }), deadline);
  expect(read).toEqual({ kind: 'done', answer: full });
});

test('a change that is none writes nothing', async () => {
  const book = createLedgerBook(table);
  const before = await book.update((ledger) => ({ ledger: null, answer: ledger }), deadline);
  const after = await book.update((ledger) => ({ ledger: null, answer: ledger }), deadline);
  expect(after).toEqual(before);
});

/** Numbers that do not repeat, as those of a real fleet. */
const entryOf = (shard: number, groups: number): Ledger['shards'][string] => {
  const digits = (group: number) =>
    createHash('sha256').update(`${shard} ${group}`).digest().readUInt16BE();
  const grant = (group: number) => ({ tickMs: 60_000 * group, tasks: digits(group), vcpu: 1 });
  const entry = (group: number) => [
    `group-${group}`,
    { tasks: digits(group), vcpu: digits(group) / 4, grants: [grant(group)] },
  ];
  return {
    ...{ tickMs: 1_767_603_600_000, tasks: digits(0), running: 480, blind: 2, hindered: [] },
    groups: Object.fromEntries(Array.from({ length: groups }, (_, group) => entry(group))),
  };
};

const ledgerOf = (shards: number, groups: number): Ledger => ({
  ...empty,
  shards: Object.fromEntries(
    Array.from({ length: shards }, (_, shard) => [
      `123456789012/us-east-1/${shard}`,
      entryOf(shard, groups),
    ]),
  ),
});

test('of 20,000 services in forty shards, all with members of a hundred groups, it fits an item', async () => {
  const book = createLedgerBook(table);
  const large = ledgerOf(40, 100);
  await book.update(() => ({ ledger: large, answer: null }), deadline);
  const read = await book.update((ledger) => ({ ledger: null, answer: ledger }), deadline);
  expect(read).toEqual({ kind: 'done', answer: large });
});

test('one that no item has room for is refused with the remedy, and the last one stays', async () => {
  const book = createLedgerBook(table);
  await book.update(() => ({ ledger: empty, answer: null }), deadline);
  const writing = book.update(() => ({ ledger: ledgerOf(1_000, 60), answer: null }), deadline);
  await expect(writing).rejects.toThrow('raise ShardSize');
  const read = await book.update((ledger) => ({ ledger: null, answer: ledger }), deadline);
  expect(read).toEqual({ kind: 'done', answer: empty });
});
