/**
 * BatchGetItem of at most 100 keys, asked again for whatever DynamoDB left over. Eventually consistent, at half the price:
 * what is a moment old is refused by its version when it is built upon (record 048).
 */
import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';
import { call } from './call.ts';
import { type Item, type Key, type Table, toItem } from './table.ts';

export const keysPerCall = 100;

export type Got = {
  readonly items: readonly Item[];
  /** When set, an item that is not in `items` may be there all the same. */
  readonly failure: string | null;
};

/** Under a name that `call` takes for throttling, which is what leftover keys are. */
const leftOver = (count: number): Error => {
  const error = new Error(`DynamoDB left ${count} keys unprocessed`);
  error.name = 'ThrottlingException';
  return error;
};

type Asked = { readonly table: string; readonly keys: Item[] };

const send = async (client: DynamoDBClient, asked: Asked, abortSignal: AbortSignal) => {
  const { table, keys } = asked;
  const command = new BatchGetItemCommand({
    RequestItems: { [table]: { Keys: keys, ConsistentRead: false } },
  });
  const output = await client.send(command, { abortSignal });
  return {
    items: output.Responses?.[table] ?? [],
    left: output.UnprocessedKeys?.[table]?.Keys ?? [],
  };
};

export const batchGet = async (
  { client, name }: Table,
  keys: readonly Key[],
  deadline: Deadline,
): Promise<Got> => {
  const items: Item[] = [];
  let wanted: Item[] = keys.map(toItem);
  try {
    await call('DynamoDB BatchGetItem', deadline, async ({ abortSignal }) => {
      const answer = await send(client, { table: name, keys: wanted }, abortSignal);
      items.push(...answer.items);
      wanted = answer.left;
      if (wanted.length > 0) throw leftOver(wanted.length);
    });
    return { items, failure: null };
  } catch (error) {
    return { items, failure: textOf(error) };
  }
};
