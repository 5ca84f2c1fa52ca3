/** Which tick was the last one: where time is sped up, it is the only clock that is right. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { LastTick } from '#lib/ports.ts';
import { call } from './call.ts';
import { fromItem, type Table, tickKey, toItem } from './table.ts';

const claimSchema = z.object({ lastTick: z.number().int().min(0) });

export const createLastTick = ({ client, name }: Table): LastTick => ({
  at: async (shard, deadline) => {
    const command = new GetItemCommand({ TableName: name, Key: toItem(tickKey(shard)) });
    const { Item } = await call('DynamoDB GetItem the last tick', deadline, (options) =>
      client.send(command, options),
    );
    return Item === undefined ? null : claimSchema.parse(fromItem(Item)).lastTick;
  },
});
