/**
 * The fleet summary, one compressed item a shard. Whether it says anything new is asked of the table and not of a
 * variable, since another instance of the function may have written meanwhile; a read costs a fortieth of the write.
 */
import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import {
  type FleetSummaries,
  type FleetSummary,
  isWorthWriting,
  type SummariesRead,
  type SummaryHead,
} from '#lib/fleet-summary.ts';
import type { Deadline } from '#lib/ports.ts';
import { type Division, isPresent } from '#lib/shards/division.ts';
import { call } from './call.ts';
import { putIf } from './conditional-put.ts';
import { divisionSchema } from './dynamodb-division.ts';
import { allPages } from './paging.ts';
import { headOf, packed, unpacked } from './summary-item.ts';
import { divisionKey, fromItem, type Item, summaryKey, type Table, toItem } from './table.ts';

/** Items of 350 KB make pages of two, and nobody has a hundred shards. */
const pagesAtMost = 100;

const headSchema = z.object({ tickMs: z.number().int().min(0), digest: z.string() });

const bodySchema = z.object({ sk: z.string(), rows: z.instanceof(Uint8Array) });

const readHead = async (
  { client, name }: Table,
  shard: string,
  deadline: Deadline,
): Promise<SummaryHead | null> => {
  const command = new GetItemCommand({
    TableName: name,
    Key: toItem(summaryKey(shard)),
    ProjectionExpression: 'tickMs, digest',
  });
  const { Item } = await call(
    'DynamoDB GetItem the head of the fleet summary',
    deadline,
    (options) => client.send(command, options),
  );
  const parsed = Item === undefined ? null : headSchema.safeParse(fromItem(Item));
  // What is none of ours is written over.
  return parsed?.success ? parsed.data : null;
};

const shardOf = (item: Item): string => item['sk']?.S?.replace(/^SUMMARY#/, '') ?? 'unknown';

const parsedItem = (item: Item): Omit<SummariesRead, 'division'> => {
  try {
    const summary = unpacked(bodySchema.parse(fromItem(item)).rows);
    return { summaries: [summary], unread: [] };
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.message : String(thrown);
    return { summaries: [], unread: [{ shard: shardOf(item), cause }] };
  }
};

const isDivision = ({ sk }: Item): boolean => sk?.S === divisionKey.sk;

/** One that cannot be read hides nobody: then every summary counts. */
const divisionIn = (items: readonly Item[]): Division | null => {
  const item = items.find(isDivision);
  const parsed = item === undefined ? null : divisionSchema.safeParse(fromItem(item));
  return parsed?.success ? parsed.data : null;
};

const readItems = ({ client, name }: Table, deadline: Deadline): Promise<readonly Item[]> =>
  allPages({
    what: 'The fleet summary',
    pagesAtMost,
    page: async (start: Item | undefined) => {
      const command = new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :tick AND sk BETWEEN :division AND :summaries',
        ExpressionAttributeValues: toItem({
          ':tick': divisionKey.pk,
          ':division': divisionKey.sk,
          // Shards are named by account and region: nothing that sorts after a tilde.
          ':summaries': 'SUMMARY#~',
        }),
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      const output = await call('DynamoDB Query the fleet summary', deadline, (options) =>
        client.send(command, options),
      );
      return { items: output.Items ?? [], next: output.LastEvaluatedKey };
    },
  });

/** In the seconds of DynamoDB's TTL. One that is in use is written every five minutes; who left is no longer read. */
const gone = (tickMs: number): number => Math.floor(tickMs / 1000) + 86_400;

const write = (table: Table, summary: FleetSummary, head: SummaryHead, deadline: Deadline) =>
  putIf(
    table,
    {
      what: 'the fleet summary',
      key: summaryKey(summary.shard),
      attributes: { ...head, rows: packed(summary), expiresAt: gone(summary.tickMs) },
      condition: 'attribute_not_exists(pk) OR attribute_not_exists(tickMs) OR tickMs < :tickMs',
      values: { ':tickMs': head.tickMs },
    },
    deadline,
  );

export const createFleetSummaries = (table: Table): FleetSummaries => ({
  publish: async (summary, deadline) => {
    const head = headOf(summary);
    if (!isWorthWriting(await readHead(table, summary.shard, deadline), head)) return 'unchanged';
    return (await write(table, summary, head, deadline)) ? 'written' : 'unchanged';
  },
  read: async (deadline) => {
    const items = await readItems(table, deadline);
    const division = divisionIn(items);
    const read = items
      .filter((item) => !isDivision(item) && isPresent(shardOf(item), division))
      .map(parsedItem);
    return {
      division,
      summaries: read.flatMap(({ summaries }) => summaries),
      unread: read.flatMap(({ unread }) => unread),
    };
  },
});
