/**
 * A rate limit that several functions keep together: tokens lie in an item, and each function takes a few at a time. ECS
 * counts the calls of an account and region whoever makes them, so forty workers that each kept the limit for
 * themselves would exceed it forty times. When the table fails each keeps to it alone, as it did before there were others.
 */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Home } from '#config/fleet.ts';
import { homeKeyOf } from '#config/homes.ts';
import { call } from './call.ts';
import { ifVersion, putIf } from './conditional-put.ts';
import {
  type BucketStore,
  createRankedPace,
  type RankedPace,
  type RankedPaceOptions,
} from './ranked-pace.ts';
import { fromItem, type Key, type Table, toItem } from './table.ts';

export type SharedPaceOptions = RankedPaceOptions & {
  readonly table: Table;
  readonly home: Home;
  /** What is paced, such as `update`. */
  readonly name: string;
};

const bucketSchema = z.object({ level: z.number(), atMs: z.number(), version: z.number() });

const storedInTable = (table: Table, key: Key): BucketStore => {
  const what = `${key.pk} ${key.sk}`;
  return {
    load: async (deadline) => {
      const command = new GetItemCommand({
        TableName: table.name,
        Key: toItem(key),
        ConsistentRead: true,
      });
      const { Item } = await call(`DynamoDB GetItem ${what}`, deadline, (options) =>
        table.client.send(command, options),
      );
      if (Item === undefined) return { bucket: null, version: 0 };
      const { version, ...bucket } = bucketSchema.parse(fromItem(Item));
      return { bucket, version };
    },
    save: (bucket, version, deadline) =>
      putIf(
        table,
        {
          what,
          key,
          attributes: { ...bucket, version: version + 1 },
          ...ifVersion(version),
        },
        deadline,
      ),
  };
};

export const createSharedPace = (options: SharedPaceOptions): RankedPace => {
  const { table, home, name, ...pacing } = options;
  const key: Key = { pk: 'PACE', sk: `${homeKeyOf(home)}#${name}` };
  const together = createRankedPace(pacing, storedInTable(table, key));
  // As many at once as one holds: forty that are alone still begin with no more than that each.
  const alone = createRankedPace({ ...pacing, burst: pacing.atOnce });
  // Without a reserve: beyond this burst there would never be one.
  return (deadline, reserve) => together(deadline, reserve).catch(() => alone(deadline));
};
