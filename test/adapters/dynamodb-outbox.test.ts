import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutbox, notificationPost } from '#adapters/dynamodb-outbox.ts';
import type { Table } from '#adapters/table.ts';
import type { Notification } from '#lib/ports.ts';
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

const note = (subject: string): Notification => ({
  kind: 'alert',
  severity: 'error',
  subject,
  text: 'it is held',
  detail: { service: subject },
});

const post = { ...notificationPost, key: { pk: 'FLEET', sk: 'OUTBOX#TEST' } };
const outboxOf = (sk: string, warn = (_: string): void => undefined) =>
  createOutbox(table, { ...post, key: { pk: 'FLEET', sk } }, warn);

const subjects = async (outbox: ReturnType<typeof outboxOf>) =>
  (await outbox.load(deadline)).map(({ subject }) => subject);

test('what several functions could not tell at the same time is all kept', async () => {
  const outbox = outboxOf('MANY');
  const names = Array.from({ length: 8 }, (_, index) => `n${index}`);
  await Promise.all(names.map((name) => outbox.settle([], [note(name)], deadline)));
  expect((await subjects(outbox)).toSorted()).toEqual(names);
});

test('what was told goes, what others added meanwhile stays', async () => {
  const outbox = outboxOf('MEANWHILE');
  await outbox.settle([], [note('a'), note('b')], deadline);
  const loaded = await outbox.load(deadline);
  await outbox.settle([], [note('late')], deadline);
  await outbox.settle(loaded, [note('b')], deadline);
  expect(await subjects(outbox)).toEqual(['b', 'late']);
  await outbox.settle(await outbox.load(deadline), [], deadline);
  expect(await subjects(outbox)).toEqual([]);
});

test('a message of the same text that comes again is another one', async () => {
  const outbox = outboxOf('TWICE');
  await outbox.settle([], [note('a')], deadline);
  const loaded = await outbox.load(deadline);
  await outbox.settle([], [note('a')], deadline);
  await outbox.settle(loaded, [], deadline);
  expect(await subjects(outbox)).toEqual(['a']);
});

test('what goes beyond the size of an item is named', async () => {
  const warnings: string[] = [];
  const outbox = outboxOf('LARGE', (text) => warnings.push(text));
  const large = (name: string) => ({ ...note(name), text: 'x'.repeat(150_000) });
  await outbox.settle([], [large('a'), large('b')], deadline);
  expect(await subjects(outbox)).toEqual(['a']);
  expect(warnings).toEqual([expect.stringContaining('lost: b')]);
});
