/** Reading alerts from the table, one or all, and putting those away that are over. */
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Cause, Deadline, OpenAlert } from '#lib/ports.ts';
import { alertPk, openKey, openPrefix, parseOpenAlert, resolvedKey } from './alert-schema.ts';
import { call } from './call.ts';
import { allPages, type Page } from './paging.ts';
import type { Warn } from './refreshed.ts';
import { expiry, type Item, type Table, toItem } from './table.ts';

/** A page holds some 2,000 alerts; who has more open ones has no use for a list. */
const pagesAtMost = 10;

const openPage =
  ({ client, name }: Table, deadline: Deadline) =>
  async (start: Item | undefined): Promise<Page<Item, Item>> => {
    const command = new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :alerts AND begins_with(sk, :open)',
      ExpressionAttributeValues: toItem({ ':alerts': alertPk, ':open': openPrefix }),
      ConsistentRead: true,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const { Items = [], LastEvaluatedKey } = await call(
      'DynamoDB Query open alerts',
      deadline,
      (options) => client.send(command, options),
    );
    return { items: Items, next: LastEvaluatedKey };
  };

/** An alert of another version of Flyball is that version's to resolve, and must not stop this one's tick. */
const alertOf = (item: Item, warn: Warn): readonly OpenAlert[] => {
  const parsed = parseOpenAlert(item);
  if (!parsed.success) {
    warn(
      `Open alert ${item['sk']?.S} is of an unknown shape; delete it unless another version runs`,
    );
    return [];
  }
  return [parsed.data];
};

export const standingAlerts = async (
  table: Table,
  warn: Warn,
  deadline: Deadline,
): Promise<readonly OpenAlert[]> => {
  const page = openPage(table, deadline);
  const items = await allPages({ what: 'The list of open alerts', pagesAtMost, page });
  return items.flatMap((item) => alertOf(item, warn));
};

/** `null` where the cause has gone, or never was. */
export const standingAlert = async (
  { client, name }: Table,
  alert: Cause,
  deadline: Deadline,
): Promise<OpenAlert | null> => {
  const command = new GetItemCommand({
    TableName: name,
    Key: toItem(openKey(alert)),
    ConsistentRead: true,
  });
  const what = `DynamoDB GetItem alert ${openKey(alert).sk}`;
  const { Item } = await call(what, deadline, (options) => client.send(command, options));
  if (Item === undefined) return null;
  const parsed = parseOpenAlert(Item);
  if (parsed.success) return parsed.data;
  throw new Error(`Open alert ${openKey(alert).sk} is of an unknown shape`, {
    cause: parsed.error,
  });
};

/** One record for each time that it was open, however often it is written. */
export const recordPast = async (
  { client, name }: Table,
  alert: OpenAlert,
  atMs: number,
  deadline: Deadline,
): Promise<void> => {
  const resolvedAtMs = alert.resolution?.atMs ?? atMs;
  const command = new PutItemCommand({
    TableName: name,
    Item: toItem({
      ...resolvedKey(alert),
      ...alert,
      resolvedAt: new Date(resolvedAtMs).toISOString(),
      expiresAt: expiry(atMs),
    }),
  });
  const what = `DynamoDB PutItem alert ${resolvedKey(alert).sk}`;
  await call(what, deadline, (options) => client.send(command, options));
};
