/** Alerts that are open, one a cause, and those that were, for 30 days: what a tick does with them. */
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { AlertBook, Cause, Deadline, OpenAlert } from '#lib/ports.ts';
import { recordWithoutSecrets } from '#lib/redact.ts';
import { recordPast, standingAlert, standingAlerts } from './alert-items.ts';
import { openKey } from './alert-schema.ts';
import { call } from './call.ts';
import { isRefusal } from './conditional-put.ts';
import type { Warn } from './refreshed.ts';
import { type Table, toItem } from './table.ts';

/** What a tick says of an alert. A resolution by hand may come at any moment, and is never among it. */
const keep = async ({ client, name }: Table, alert: OpenAlert, deadline: Deadline) => {
  const { resolution: _, ...own } = alert;
  const said = recordWithoutSecrets(own);
  const names = Object.keys(said);
  const command = new UpdateItemCommand({
    TableName: name,
    Key: toItem(openKey(alert)),
    UpdateExpression: `SET ${names.map((each) => `#${each} = :${each}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((each) => [`#${each}`, each])),
    ExpressionAttributeValues: toItem(
      Object.fromEntries(Object.entries(said).map(([each, value]) => [`:${each}`, value])),
    ),
  });
  const what = `DynamoDB UpdateItem alert ${openKey(alert).sk}`;
  await call(what, deadline, (options) => client.send(command, options));
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
    if (!isRefusal(error)) throw error;
  }
};

/** The record comes first: a crash in between leaves the alert open, and the next resolve writes the same record. */
const resolve = async (table: Table, alert: Cause, atMs: number, deadline: Deadline) => {
  const open = await standingAlert(table, alert, deadline);
  if (open === null) return;
  await recordPast(table, open, atMs, deadline);
  await removeOpen(table, open, deadline);
};

export const createAlertBook = (table: Table, warn: Warn): AlertBook => ({
  open: async (deadline) => {
    const standing = await standingAlerts(table, warn, deadline);
    return standing.filter(({ resolution }) => resolution === null);
  },
  standing: (deadline) => standingAlerts(table, warn, deadline),
  keep: (alert, deadline) => keep(table, alert, deadline),
  resolve: (alert, atMs, deadline) => resolve(table, alert, atMs, deadline),
});
