import { AbstractValueIterator } from 'abstract-level';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createDynamoDbBackend } from '#local/dynamodb-backend.ts';
import { askDynamoDb } from '#local/dynamodb-client.ts';
import { createTable, queryPartition } from '#local/tables.ts';

const backend = createDynamoDbBackend();
const ask = askDynamoDb(backend);

beforeAll(() => createTable(ask, 'table'));
afterAll(() => backend.stop());

test('each query closes the iterator that it opened', async () => {
  const close = vi.spyOn(AbstractValueIterator.prototype, 'close');
  await ask('PutItem', { TableName: 'table', Item: { pk: { S: 'a' }, sk: { S: '1' } } });
  for (const found of [1, 1, 1]) {
    expect(await queryPartition(ask, 'table', 'a', '')).toHaveLength(found);
  }
  await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(3));
});
