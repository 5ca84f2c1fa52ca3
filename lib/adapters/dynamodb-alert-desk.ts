/** What people do with alerts: look at those that were, and say that one is dealt with. */
import { QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { AlertDesk, PastAlert } from '#lib/operator-ports.ts';
import type { Deadline, OpenAlert, Resolution } from '#lib/ports.ts';
import { recordPast } from './alert-items.ts';
import { alertPk, openKey, parsePastAlert, pastSk } from './alert-schema.ts';
import { call } from './call.ts';
import { isRefusal } from './conditional-put.ts';
import { allPages, type Page } from './paging.ts';
import type { Warn } from './refreshed.ts';
import { type Item, type Table, toItem } from './table.ts';

/** A page holds some 2,000 records. */
const pagesAtMost = 10;

type Range = Parameters<AlertDesk['past']>[0];

/** Newest first, so that a limit cuts off the oldest. */
const pastPage =
  ({ client, name }: Table, { fromMs, toMs, atMost }: Range, deadline: Deadline) =>
  async (start: Item | undefined): Promise<Page<Item, Item>> => {
    const command = new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :alerts AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: toItem({
        ':alerts': alertPk,
        ':from': pastSk(fromMs),
        // The key goes on after the time, so the end is the next millisecond's beginning.
        ':to': pastSk(toMs + 1),
      }),
      ScanIndexForward: false,
      Limit: atMost,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const { Items = [], LastEvaluatedKey } = await call(
      'DynamoDB Query past alerts',
      deadline,
      (options) => client.send(command, options),
    );
    return { items: Items, next: LastEvaluatedKey };
  };

const pastOf = (item: Item, warn: Warn): readonly PastAlert[] => {
  const parsed = parsePastAlert(item);
  if (parsed.success) return [parsed.data];
  warn(`Alert ${item['sk']?.S} is of an unknown shape and left out`);
  return [];
};

const past = async (table: Table, warn: Warn, range: Range, deadline: Deadline) => {
  const onePage = pastPage(table, range, deadline);
  let got = 0;
  const page = async (start: Item | undefined): Promise<Page<Item, Item>> => {
    const { items, next } = await onePage(start);
    got += items.length;
    return { items, next: got >= range.atMost ? undefined : next };
  };
  const items = await allPages({ what: 'The list of past alerts', pagesAtMost, page });
  return items
    .slice(0, range.atMost)
    .flatMap((item) => pastOf(item, warn))
    .toReversed();
};

/** The very alert that was looked at: one that was raised anew meanwhile is news. */
const resolve = async (
  table: Table,
  alert: OpenAlert,
  resolution: Resolution,
  deadline: Deadline,
): Promise<'resolved' | 'gone'> => {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: toItem(openKey(alert)),
    UpdateExpression: 'SET resolution = :resolution',
    ConditionExpression: 'openedAtMs = :opened',
    ExpressionAttributeValues: toItem({ ':resolution': resolution, ':opened': alert.openedAtMs }),
  });
  const what = `DynamoDB UpdateItem alert ${openKey(alert).sk}`;
  try {
    await call(what, deadline, (options) => table.client.send(command, options));
  } catch (error) {
    if (isRefusal(error)) return 'gone';
    throw error;
  }
  await recordPast(table, { ...alert, resolution }, resolution.atMs, deadline);
  return 'resolved';
};

export const createAlertDesk = (table: Table, warn: Warn): AlertDesk => ({
  past: (range, deadline) => past(table, warn, range, deadline),
  resolve: (alert, resolution, deadline) => resolve(table, alert, resolution, deadline),
});
