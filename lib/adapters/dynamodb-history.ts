/** Recorded decisions of one service, for looking back. */
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { keyOf } from '#engine/model.ts';
import type { DecisionHistory, RecordedDecision } from '#lib/operator-ports.ts';
import type { Deadline } from '#lib/ports.ts';
import { call } from './call.ts';
import { allPages, type Page } from './paging.ts';
import type { Warn } from './refreshed.ts';
import { decisionKey, fromItem, type Item, type Table, toItem } from './table.ts';

/** Records of 1 to 4 KB make pages of 250 at least. */
const pagesAtMost = 50;

const count = z.number().int().min(0);

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('held') }),
  z.object({ kind: z.literal('acted') }),
  z.object({ kind: z.literal('observed') }),
  z.object({ kind: z.literal('refused'), why: z.string() }),
  z.object({ kind: z.literal('failed'), why: z.string() }),
]);

/** Records carry reasons too, whose shape may change: the numbers and the words stay. */
const recordSchema = z.object({
  atMs: count,
  from: count,
  to: count,
  asked: count,
  challenger: z.object({ to: count, asked: count }).nullable().default(null),
  outcome: outcomeSchema.nullable().default(null),
  because: z.array(z.string()).default([]),
});

const recordOf = (item: Item, warn: Warn): readonly RecordedDecision[] => {
  const parsed = recordSchema.safeParse(fromItem(item));
  if (parsed.success) return [parsed.data];
  warn(`Decision ${item['pk']?.S} ${item['sk']?.S} is of an unknown shape and left out`);
  return [];
};

type Range = Parameters<DecisionHistory['read']>[0];

/** Newest first, so that a limit cuts off the oldest. */
const pageOf =
  ({ client, name }: Table, range: Range, deadline: Deadline) =>
  async (start: Item | undefined): Promise<Page<Item, Item>> => {
    const service = keyOf(range.service);
    const from = decisionKey(service, range.fromMs);
    const command = new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :service AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: toItem({
        ':service': from.pk,
        ':from': from.sk,
        ':to': decisionKey(service, range.toMs).sk,
      }),
      ScanIndexForward: false,
      Limit: range.atMost,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const what = `DynamoDB Query decisions of ${service}`;
    const output = await call(what, deadline, (options) => client.send(command, options));
    return { items: output.Items ?? [], next: output.LastEvaluatedKey };
  };

export const createDecisionHistory = (table: Table, warn: Warn): DecisionHistory => ({
  read: async (range, deadline) => {
    const onePage = pageOf(table, range, deadline);
    let got = 0;
    const page = async (start: Item | undefined): Promise<Page<Item, Item>> => {
      const { items, next } = await onePage(start);
      got += items.length;
      return { items, next: got >= range.atMost ? undefined : next };
    };
    const items = await allPages({ what: 'The list of decisions', pagesAtMost, page });
    return items
      .slice(0, range.atMost)
      .flatMap((item) => recordOf(item, warn))
      .toReversed();
  },
});
