/** What could not be told yet, as one item: a tick has it in one small read, and seldom anything to write. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { severities } from '#config/alert-settings.ts';
import { eventSchema, type FlyballEvent } from '#lib/events/schemas.ts';
import { settledBox } from '#lib/outbox.ts';
import type { Deadline, Notification, Outbox } from '#lib/ports.ts';
import { recordWithoutSecrets } from '#lib/redact.ts';
import { call } from './call.ts';
import { isRefusal, putIf } from './conditional-put.ts';
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

type Held<Owed> = {
  readonly owed: readonly Owed[];
  /** Of whoever wrote it last; `null` where there is no item. */
  readonly writeId: string | null;
};

const load = async <Owed>(
  { client, name }: Table,
  { key, schema }: Post<Owed>,
  warn: Warn,
  deadline: Deadline,
): Promise<Held<Owed>> => {
  const command = new GetItemCommand({ TableName: name, Key: toItem(key), ConsistentRead: true });
  const { Item } = await call('DynamoDB GetItem what is still to be told', deadline, (options) =>
    client.send(command, options),
  );
  if (Item === undefined) return { owed: [], writeId: null };
  const writeId = Item['writeId']?.S ?? '';
  const parsed = z.object({ owed: z.array(schema) }).safeParse(fromItem(Item));
  if (parsed.success) return { owed: parsed.data.owed, writeId };
  warn(`What was still to be told (${key.sk}) is of an unknown shape, and is forgotten`);
  return { owed: [], writeId };
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

/** As it was loaded; one without a `writeId` was written by an earlier version. */
const unchanged = (writeId: string | null) => {
  if (writeId === null) return { condition: 'attribute_not_exists(pk)' };
  if (writeId === '') return { condition: 'attribute_not_exists(writeId)' };
  return { condition: 'writeId = :loaded', values: { ':loaded': writeId } };
};

const removed = async (
  { client, name }: Table,
  key: Key,
  writeId: string,
  deadline: Deadline,
): Promise<boolean> => {
  const { condition, values } = unchanged(writeId);
  const command = new DeleteItemCommand({
    TableName: name,
    Key: toItem(key),
    ConditionExpression: condition,
    ...(values === undefined ? {} : { ExpressionAttributeValues: toItem(values) }),
  });
  try {
    await call('DynamoDB DeleteItem what was told', deadline, (options) =>
      client.send(command, options),
    );
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
};

const write = async <Owed>(
  table: Table,
  owed: readonly Owed[],
  writeId: string | null,
  { post, warn }: { readonly post: Post<Owed>; readonly warn: Warn },
  deadline: Deadline,
): Promise<boolean> => {
  const kept = asManyAsFit(owed);
  if (kept.length < owed.length) warn(lostText(owed.slice(kept.length), post));
  if (kept.length === 0) return writeId === null || removed(table, post.key, writeId, deadline);
  const put = {
    what: 'what is still to be told',
    key: post.key,
    attributes: recordWithoutSecrets({ owed: kept }),
    ...unchanged(writeId),
  };
  return putIf(table, put, deadline);
};

/** Workers that fail at the same time write one after the other; twenty of them need few rounds. */
const attemptsAtMost = 20;

const afterRaceMs = 100;

export const createOutbox = <Owed>(table: Table, post: Post<Owed>, warn: Warn): Outbox<Owed> => ({
  load: async (deadline) => (await load(table, post, warn, deadline)).owed,
  settle: async (loaded, owed, deadline) => {
    for (let attempt = 0; attempt < attemptsAtMost; attempt += 1) {
      const held = await load(table, post, warn, deadline);
      const next = settledBox(held.owed, loaded, owed);
      if (await write(table, next, held.writeId, { post, warn }, deadline)) return;
      await sleep(Math.random() * afterRaceMs, undefined, { signal: deadline.signal });
    }
    throw new Error(
      `what is still to be told (${post.key.sk}) was written by others at each of ${attemptsAtMost} attempts; it is in the log of this tick`,
    );
  },
});
