/** What could not be told yet, as one item: a tick has it in one small read, and seldom anything to write. */
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { severities } from '#config/alert-settings.ts';
import type { Deadline, Notification, Outbox } from '#lib/ports.ts';
import { call } from './call.ts';
import type { Warn } from './refreshed.ts';
import { fromItem, outboxKey, type Table, toItem } from './table.ts';

const outboxSchema = z.object({
  owed: z.array(
    z.object({
      kind: z.enum(['alert', 'breaker', 'action']),
      severity: z.enum([...severities, 'info']),
      subject: z.string(),
      text: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
});

const load = async ({ client, name }: Table, warn: Warn, deadline: Deadline) => {
  const command = new GetItemCommand({
    TableName: name,
    Key: toItem(outboxKey),
    ConsistentRead: true,
  });
  const { Item } = await call('DynamoDB GetItem what is still to be told', deadline, (options) =>
    client.send(command, options),
  );
  if (Item === undefined) return [];
  const parsed = outboxSchema.safeParse(fromItem(Item));
  if (parsed.success) return parsed.data.owed;
  warn('What was still to be told is of an unknown shape, and is forgotten');
  return [];
};

/** An item holds 400 KB, in DynamoDB's notation somewhat more than as JSON. */
const mostBytes = 250_000;

/** They come worst first, so what people can best do without is at the end. */
const asManyAsFit = (owed: readonly Notification[]): readonly Notification[] => {
  let bytes = 0;
  const end = owed.findIndex((notification) => {
    bytes += Buffer.byteLength(JSON.stringify(notification));
    return bytes > mostBytes;
  });
  return end === -1 ? owed : owed.slice(0, end);
};

const replace = async (
  { client, name }: Table,
  owed: readonly Notification[],
  warn: Warn,
  deadline: Deadline,
) => {
  const Key = toItem(outboxKey);
  const kept = asManyAsFit(owed);
  if (kept.length < owed.length) {
    const lost = owed.slice(kept.length).map(({ subject }) => subject);
    warn(
      `${lost.length} messages are too long to be kept until they can be told: ${lost.join(', ')}`,
    );
  }
  if (kept.length === 0) {
    const command = new DeleteItemCommand({ TableName: name, Key });
    await call('DynamoDB DeleteItem what was told', deadline, (options) =>
      client.send(command, options),
    );
    return;
  }
  const Item = toItem({ ...outboxKey, owed: kept });
  const command = new PutItemCommand({ TableName: name, Item });
  await call('DynamoDB PutItem what is still to be told', deadline, (options) =>
    client.send(command, options),
  );
};

export const createOutbox = (table: Table, warn: Warn): Outbox => ({
  load: (deadline) => load(table, warn, deadline),
  replace: (owed, deadline) => replace(table, owed, warn, deadline),
});
