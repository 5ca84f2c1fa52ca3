/**
 * A put that takes place only if its condition holds, and that knows its own hand.
 *
 * When an attempt is written but its answer is lost, the next attempt fails on the condition that the first
 * one changed. So every put carries a `writeId`, and after more than one attempt the item itself is asked.
 */
import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Deadline } from '#lib/ports.ts';
import { CallError, call } from './call.ts';
import { type Key, type Table, toItem } from './table.ts';

export type ConditionalPut = {
  readonly what: string;
  readonly key: Key;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly condition: string;
  readonly values?: Readonly<Record<string, unknown>>;
};

/** That the item is as it was loaded; version 0: that there is none. */
export const ifVersion = (version: number): Pick<ConditionalPut, 'condition' | 'values'> =>
  version === 0
    ? { condition: 'attribute_not_exists(pk)' }
    : { condition: 'version = :loaded', values: { ':loaded': version } };

export const isRefusal = (error: unknown): boolean =>
  error instanceof CallError && error.cause instanceof ConditionalCheckFailedException;

const wroteIt = async (table: Table, put: ConditionalPut, writeId: string, deadline: Deadline) => {
  const command = new GetItemCommand({
    TableName: table.name,
    Key: toItem(put.key),
    ProjectionExpression: 'writeId',
    ConsistentRead: true,
  });
  const { Item } = await call(`DynamoDB GetItem ${put.what}`, deadline, (options) =>
    table.client.send(command, options),
  );
  return Item?.['writeId']?.S === writeId;
};

/** True when the item is now the one given, false when the condition did not hold. */
export const putIf = async (
  table: Table,
  put: ConditionalPut,
  deadline: Deadline,
): Promise<boolean> => {
  const writeId = randomUUID();
  const command = new PutItemCommand({
    TableName: table.name,
    Item: toItem({ ...put.key, ...put.attributes, writeId }),
    ConditionExpression: put.condition,
    ...(put.values === undefined ? {} : { ExpressionAttributeValues: toItem(put.values) }),
  });
  let attempts = 0;
  try {
    await call(`DynamoDB PutItem ${put.what}`, deadline, (options) => {
      attempts += 1;
      return table.client.send(command, options);
    });
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return attempts > 1 && (await wroteIt(table, put, writeId, deadline));
  }
};
