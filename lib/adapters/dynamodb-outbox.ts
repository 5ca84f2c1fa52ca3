/** What could not be told yet, as one item: a tick has it in one small read, and seldom anything to write. */
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { severities } from '#config/alert-settings.ts';
import { eventSchema, type FlyballEvent } from '#lib/events/schemas.ts';
import type { Deadline, Notification, Outbox } from '#lib/ports.ts';
import { recordWithoutSecrets } from '#lib/redact.ts';
import { call } from './call.ts';
import type { Warn } from './refreshed.ts';
import { eventOutboxKey, fromItem, type Key, outboxKey, type Table, toItem } from './table.ts';

/** One kind of thing to tell: where it is kept, how it is read back, and what it is called in a warning. */
type Post<Owed> = {
  readonly key: Key;
  readonly schema: z.ZodType<Owed>;
  readonly nameOf: (owed: Owed) => string;
};

export const notificationPost: Post<Notification> = {
  key: outboxKey,
  schema: z.object({
    kind: z.enum(['alert', 'breaker', 'action']),
    severity: z.enum([...severities, 'info']),
    subject: z.string(),
    text: z.string(),
    detail: z.record(z.string(), z.unknown()),
  }),
  nameOf: ({ subject }) => subject,
};

export const eventPost: Post<FlyballEvent> = {
  key: eventOutboxKey,
  schema: eventSchema,
  nameOf: ({ detail }) => detail.id,
};

const load = async <Owed>(
  { client, name }: Table,
  { key, schema }: Post<Owed>,
  warn: Warn,
  deadline: Deadline,
): Promise<readonly Owed[]> => {
  const command = new GetItemCommand({ TableName: name, Key: toItem(key), ConsistentRead: true });
  const { Item } = await call('DynamoDB GetItem what is still to be told', deadline, (options) =>
    client.send(command, options),
  );
  if (Item === undefined) return [];
  const parsed = z.object({ owed: z.array(schema) }).safeParse(fromItem(Item));
  if (parsed.success) return parsed.data.owed;
  warn(`What was still to be told (${key.sk}) is of an unknown shape, and is forgotten`);
  return [];
};

/** An item holds 400 KB, in DynamoDB's notation somewhat more than as JSON. */
const mostBytes = 250_000;

/** They come worst first, so what people can best do without is at the end. */
const asManyAsFit = <Owed>(owed: readonly Owed[]): readonly Owed[] => {
  let bytes = 0;
  const end = owed.findIndex((each) => {
    bytes += Buffer.byteLength(JSON.stringify(each));
    return bytes > mostBytes;
  });
  return end === -1 ? owed : owed.slice(0, end);
};

const namedAtMost = 5;

const lostText = <Owed>(lost: readonly Owed[], { nameOf }: Post<Owed>): string => {
  const named = lost.slice(0, namedAtMost).map(nameOf).join(', ');
  return `${lost.length} are more than can be kept until they can be told, and are lost: ${named}`;
};

const replace = async <Owed>(
  { client, name }: Table,
  owed: readonly Owed[],
  { post, warn }: { readonly post: Post<Owed>; readonly warn: Warn },
  deadline: Deadline,
) => {
  const kept = asManyAsFit(owed);
  if (kept.length < owed.length) warn(lostText(owed.slice(kept.length), post));
  if (kept.length === 0) {
    const command = new DeleteItemCommand({ TableName: name, Key: toItem(post.key) });
    await call('DynamoDB DeleteItem what was told', deadline, (options) =>
      client.send(command, options),
    );
    return;
  }
  const command = new PutItemCommand({
    TableName: name,
    Item: toItem({ ...post.key, ...recordWithoutSecrets({ owed: kept }) }),
  });
  await call('DynamoDB PutItem what is still to be told', deadline, (options) =>
    client.send(command, options),
  );
};

export const createOutbox = <Owed>(table: Table, post: Post<Owed>, warn: Warn): Outbox<Owed> => ({
  load: (deadline) => load(table, post, warn, deadline),
  replace: (owed, deadline) => replace(table, owed, { post, warn }, deadline),
});
