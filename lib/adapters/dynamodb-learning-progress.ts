/** How far round the fleet learning has come, as one item that moves on under its version. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { LearningProgress } from '#lib/learning-ports.ts';
import { call } from './call.ts';
import { putIf } from './conditional-put.ts';
import { fromItem, learningProgressKey, type Table, toItem } from './table.ts';

const progressSchema = z.object({ doneUntilMs: z.int().min(0), version: z.int().min(1) });

const { pk, sk } = learningProgressKey;

export const createLearningProgress = (table: Table): LearningProgress => ({
  read: async (deadline) => {
    const command = new GetItemCommand({
      TableName: table.name,
      Key: toItem(learningProgressKey),
      ConsistentRead: true,
    });
    const { Item } = await call('DynamoDB GetItem how far learning has come', deadline, (options) =>
      table.client.send(command, options),
    );
    if (Item === undefined) return null;
    const parsed = progressSchema.safeParse(fromItem(Item));
    if (parsed.success) return parsed.data;
    throw new Error(
      `the item ${pk}/${sk} of table ${table.name} is none that Flyball wrote; delete it, and learning begins a new round`,
      { cause: parsed.error },
    );
  },
  save: ({ doneUntilMs, version }, deadline) =>
    putIf(
      table,
      {
        what: `how far learning has come, version ${version}`,
        key: learningProgressKey,
        attributes: { doneUntilMs, version },
        ...(version === 1
          ? { condition: 'attribute_not_exists(pk)' }
          : { condition: 'version = :read', values: { ':read': version - 1 } }),
      },
      deadline,
    ),
});
