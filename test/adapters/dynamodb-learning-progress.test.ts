import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLearningProgress } from '#adapters/dynamodb-learning-progress.ts';
import { learningProgressKey, type Table, toItem } from '#adapters/table.ts';
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

test('learning moves on under its version: of 20 at once exactly one does', async () => {
  const progress = createLearningProgress(table);
  expect(await progress.read(deadline)).toBeNull();
  for (const version of [1, 2]) {
    const saves = Array.from({ length: 20 }, (_, index) =>
      progress.save({ doneUntilMs: version * 1000 + index, version }, deadline),
    );
    expect((await Promise.all(saves)).filter((saved) => saved)).toHaveLength(1);
    expect(await progress.read(deadline)).toMatchObject({ version });
  }
});

test('an item that nobody here wrote is an error that says what to do, and stays', async () => {
  const Item = toItem({ ...learningProgressKey, doneUntilMs: 'soon' });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  const progress = createLearningProgress(table);
  await expect(progress.read(deadline)).rejects.toThrow('delete it, and learning begins');
  expect(await progress.save({ doneUntilMs: 1, version: 1 }, deadline)).toBe(false);
});
