/** The audit trail, for 90 days: an item a request, written before it is carried out and once more after it. */
import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import {
  type AuditEntry,
  type AuditOutcome,
  type AuditRecord,
  type AuditTrail,
  auditPlace,
} from '#lib/control/audit.ts';
import type { Deadline } from '#lib/ports.ts';
import { call } from './call.ts';
import type { Warn } from './refreshed.ts';
import { fromItem, type Item, type Table, toItem } from './table.ts';

const auditPk = 'AUDIT';
const keptDays = 90;

const actorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('iam'), arn: z.string(), account: z.string() }),
  z.object({
    kind: z.literal('widget'),
    claims: z.object({ account: z.string(), dashboard: z.string() }),
  }),
]);

const recordSchema = z.object({
  id: z.string(),
  atMs: z.number().int().min(0),
  actor: actorSchema,
  sourceIp: z.string().nullable(),
  command: z.string(),
  target: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  why: z.string(),
  outcome: z
    .object({ kind: z.enum(['done', 'unchanged', 'refused', 'failed']), detail: z.string() })
    .nullable(),
});

const put = async (
  { client, name }: Table,
  entry: AuditEntry,
  outcome: AuditOutcome | null,
  deadline: Deadline,
): Promise<void> => {
  const command = new PutItemCommand({
    TableName: name,
    Item: toItem({
      pk: auditPk,
      sk: auditPlace(entry),
      ...entry,
      outcome,
      expiresAt: Math.floor(entry.atMs / 1000) + keptDays * 86_400,
    }),
  });
  const what = `DynamoDB PutItem audit ${entry.command} ${entry.target}`;
  await call(what, deadline, (options) => client.send(command, options));
};

const recordOf = (item: Item, warn: Warn): readonly AuditRecord[] => {
  const parsed = recordSchema.safeParse(fromItem(item));
  if (parsed.success) return [parsed.data];
  warn(`Audit ${item['sk']?.S} is of an unknown shape and left out`);
  return [];
};

/** One page: entries are below 2 KB, and the listing is bounded to what one query holds. */
const read = async (
  { client, name }: Table,
  { before, atMost }: Parameters<AuditTrail['read']>[0],
  deadline: Deadline,
): Promise<readonly Item[]> => {
  const command = new QueryCommand({
    TableName: name,
    KeyConditionExpression: before === null ? 'pk = :audit' : 'pk = :audit AND sk < :before',
    ExpressionAttributeValues: toItem({
      ':audit': auditPk,
      ...(before === null ? {} : { ':before': before }),
    }),
    ScanIndexForward: false,
    Limit: atMost,
  });
  const { Items = [] } = await call('DynamoDB Query audit', deadline, (options) =>
    client.send(command, options),
  );
  return Items;
};

export const createAuditTrail = (table: Table, warn: Warn): AuditTrail => ({
  begin: (entry, deadline) => put(table, entry, null, deadline),
  finish: (entry, outcome, deadline) => put(table, entry, outcome, deadline),
  read: async (range, deadline) =>
    (await read(table, range, deadline)).flatMap((item) => recordOf(item, warn)),
});
