/** How the fleet is divided: one small item, written when that changes. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { DivisionBook } from '#lib/shards/ports.ts';
import { call } from './call.ts';
import { divisionKey, fromItem, type Table, toItem } from './table.ts';

export const divisionSchema: z.ZodType<{ shards: string[]; sinceMs: number }> = z.object({
  shards: z.array(z.string().min(1)),
  sinceMs: z.number().int().min(0),
});

export const createDivisionBook = ({ client, name }: Table): DivisionBook => ({
  read: async (deadline) => {
    const command = new GetItemCommand({
      TableName: name,
      Key: toItem(divisionKey),
      ConsistentRead: true,
    });
    const { Item } = await call('DynamoDB GetItem how the fleet is divided', deadline, (options) =>
      client.send(command, options),
    );
    return Item === undefined ? null : divisionSchema.parse(fromItem(Item));
  },
  keep: async (division, deadline) => {
    const command = new PutItemCommand({
      TableName: name,
      Item: toItem({ ...divisionKey, ...division }),
    });
    await call('DynamoDB PutItem how the fleet is divided', deadline, (options) =>
      client.send(command, options),
    );
  },
});
