/** Alerts that are open, one a cause, and those that were, for 30 days. */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { Alert, AlertBook, Deadline, OpenAlert } from '#lib/ports.ts';
import {
  alertPk,
  openAttributes,
  openKey,
  openPrefix,
  parseOpenAlert,
  resolvedKey,
} from './alert-schema.ts';
import { CallError, call } from './call.ts';
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

/** Unconditionally: ticks are claimed, so nobody else writes what this one has just read. */
const keep = async ({ client, name }: Table, alert: OpenAlert, deadline: Deadline) => {
  const command = new PutItemCommand({
    TableName: name,
    Item: toItem({ ...openKey(alert), ...openAttributes(alert) }),
  });
  const what = `DynamoDB PutItem alert ${openKey(alert).sk}`;
  await call(what, deadline, (options) => client.send(command, options));
};

const recordOf = async ({ client, name }: Table, alert: Alert, deadline: Deadline) => {
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

/** Only the very alert that was recorded: one that was raised anew since then stays open. */
const removeOpen = async ({ client, name }: Table, open: OpenAlert, deadline: Deadline) => {
  const command = new DeleteItemCommand({
    TableName: name,
    Key: toItem(openKey(open)),
    ConditionExpression: 'openedAtMs = :opened',
    ExpressionAttributeValues: toItem({ ':opened': open.openedAtMs }),
  });
  const what = `DynamoDB DeleteItem alert ${openKey(open).sk}`;
  try {
    await call(what, deadline, (options) => client.send(command, options));
  } catch (error) {
    const gone =
      error instanceof CallError && error.cause instanceof ConditionalCheckFailedException;
    if (!gone) throw error;
  }
};

/** The record comes first: a crash in between leaves the alert open, and the next resolve writes the same record. */
const resolve = async (table: Table, alert: Alert, atMs: number, deadline: Deadline) => {
  const open = await recordOf(table, alert, deadline);
  if (open === null) return;
  const command = new PutItemCommand({
    TableName: table.name,
    Item: toItem({
      ...resolvedKey(open),
      ...open,
      resolvedAt: new Date(atMs).toISOString(),
      expiresAt: expiry(atMs),
    }),
  });
  const what = `DynamoDB PutItem alert ${resolvedKey(open).sk}`;
  await call(what, deadline, (options) => table.client.send(command, options));
  await removeOpen(table, open, deadline);
};

export const createAlertBook = (table: Table, warn: Warn): AlertBook => ({
  open: async (deadline) => {
    const page = openPage(table, deadline);
    const items = await allPages({ what: 'The list of open alerts', pagesAtMost, page });
    return items.flatMap((item) => alertOf(item, warn));
  },
  keep: (alert, deadline) => keep(table, alert, deadline),
  resolve: (alert, atMs, deadline) => resolve(table, alert, atMs, deadline),
});
