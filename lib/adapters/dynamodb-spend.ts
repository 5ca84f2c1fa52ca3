/** The month's reads as two counters of one item. They are added to and never set, so that shards cannot lose each other's. */
import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { SpendLedger } from '#lib/ports.ts';
import { noSpend } from '#lib/spend.ts';
import { call } from './call.ts';
import { fromItem, spendKey, type Table, toItem } from './table.ts';

// Samples read by PromQL are thousandths of what a metric costs.
const spendSchema = z.object({
  freeRequests: z.number().int().min(0),
  paidMetrics: z.number().min(0),
});

export const createSpendLedger = ({ client, name }: Table): SpendLedger => ({
  load: async (month, deadline) => {
    const command = new GetItemCommand({ TableName: name, Key: toItem(spendKey(month)) });
    const { Item } = await call(`DynamoDB GetItem spend of ${month}`, deadline, (options) =>
      client.send(command, options),
    );
    if (Item === undefined) return noSpend;
    const parsed = spendSchema.safeParse(fromItem(Item));
    if (parsed.success) return parsed.data;
    const { pk, sk } = spendKey(month);
    throw new Error(
      `the item ${pk}/${sk} of table ${name} is none that Flyball wrote; delete it, and the month is counted from now on`,
      { cause: parsed.error },
    );
  },
  add: async (month, { freeRequests, paidMetrics }, deadline) => {
    const command = new UpdateItemCommand({
      TableName: name,
      Key: toItem(spendKey(month)),
      UpdateExpression: 'ADD freeRequests :free, paidMetrics :paid',
      ExpressionAttributeValues: toItem({ ':free': freeRequests, ':paid': paidMetrics }),
    });
    await call(`DynamoDB UpdateItem spend of ${month}`, deadline, (options) =>
      client.send(command, options),
    );
  },
});
