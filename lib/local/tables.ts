/** Flyball's tables in the local DynamoDB: made as the stack would, and looked into. */
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { type AskDynamoDb, DynamoDbError } from './dynamodb-client.ts';

const tableSchema = z.object({ Table: z.object({ TableStatus: z.string() }) });

/** The embedded DynamoDB makes a table within a few turns of the event loop. */
const mostLooks = 100;
const lookEveryMs = 5;

const untilActive = async (ask: AskDynamoDb, name: string): Promise<void> => {
  for (let look = 0; look < mostLooks; look += 1) {
    const { Table } = tableSchema.parse(await ask('DescribeTable', { TableName: name }));
    if (Table.TableStatus === 'ACTIVE') return;
    await setTimeout(lookEveryMs);
  }
  throw new Error(
    `The table ${name} is not active ${mostLooks * lookEveryMs} ms after it was made`,
  );
};

/** A table that is there already, kept on disk by an earlier run, is used as it is. */
export const createTable = async (ask: AskDynamoDb, name: string): Promise<void> => {
  try {
    await ask('CreateTable', {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    });
  } catch (error) {
    const exists = error instanceof DynamoDbError && error.code === 'ResourceInUseException';
    if (!exists) throw error;
  }
  await untilActive(ask, name);
};

const itemsSchema = z.object({ Items: z.array(z.record(z.string(), z.unknown())) });

/** One page of a partition, in DynamoDB's own notation: enough for what a person looks at. */
export const queryPartition = async (
  ask: AskDynamoDb,
  table: string,
  pk: string,
  beginning: string,
) => {
  const answer = await ask('Query', {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: beginning } },
    Limit: 200,
  });
  return itemsSchema.parse(answer).Items;
};

const lastTickSchema = z.object({ lastTick: z.object({ N: z.coerce.number() }) });

/** The last tick that any shard claimed; no tick at or before it will run again. */
export const lastTickMs = async (ask: AskDynamoDb, table: string): Promise<number> => {
  const items = await queryPartition(ask, table, 'TICK', '');
  const ticks = items.flatMap((item) => {
    const parsed = lastTickSchema.safeParse(item);
    return parsed.success ? [parsed.data.lastTick.N] : [];
  });
  return Math.max(0, ...ticks);
};

const alertSchema = z.object({
  code: z.object({ S: z.string() }),
  severity: z.object({ S: z.enum(['warning', 'error', 'critical']) }),
  message: z.object({ S: z.string() }),
  openedAtMs: z.object({ N: z.coerce.number() }),
  /** Somebody resolved it by hand, although its cause still holds. */
  resolution: z.object({ M: z.unknown() }).optional(),
});

export type OpenAlert = {
  readonly code: string;
  readonly severity: 'warning' | 'error' | 'critical';
  readonly message: string;
  readonly openedMs: number;
};

export const openAlerts = async (
  ask: AskDynamoDb,
  table: string,
): Promise<readonly OpenAlert[]> => {
  const items = await queryPartition(ask, table, 'ALERT', 'OPEN#');
  return items
    .map((item) => alertSchema.parse(item))
    .filter(({ resolution }) => resolution === undefined)
    .map(({ code, severity, message, openedAtMs }) => ({
      code: code.S,
      severity: severity.S,
      message: message.S,
      openedMs: openedAtMs.N,
    }));
};
