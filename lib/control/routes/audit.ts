/** `GET /audit`: who changed what, by way of this API or of a button. */
import * as z from 'zod';
import { isoOf, moment } from '../answers/moment.ts';
import { type AuditRecord, auditPlace } from '../audit.ts';
import { readCursor } from '../http/cursor.ts';
import { cutPage, nextPage, pageQuery } from '../http/page.ts';
import { defineRoute, nothing } from '../http/route.ts';

const list = 'audit';

const whoSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('iam'), arn: z.string(), account: z.string() }),
  z.strictObject({
    kind: z.literal('widget'),
    claims: z
      .strictObject({ account: z.string(), dashboard: z.string() })
      .meta({ description: 'What the event said of itself; CloudTrail knows who invoked it' }),
  }),
]);

const recordSchema = z.strictObject({
  id: z.string(),
  at: moment,
  who: whoSchema,
  sourceIp: z.string().nullable(),
  command: z.string(),
  target: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  why: z.string(),
  outcome: z
    .strictObject({
      kind: z.enum(['done', 'unchanged', 'refused', 'failed']),
      detail: z.string(),
    })
    .nullable()
    .meta({ description: 'null: it was begun, and whether it was done is not known' }),
});

const answerOf = ({ atMs, actor, details, outcome, ...rest }: AuditRecord) => ({
  ...rest,
  at: isoOf(atMs),
  who: actor,
  details: { ...details },
  outcome: outcome === null ? null : { ...outcome },
});

export const auditRoute = defineRoute({
  method: 'GET',
  path: '/audit',
  operationId: 'listAudit',
  summary: 'Who changed what by way of this API or a button, newest first, for 90 days',
  params: nothing,
  query: z.strictObject(pageQuery),
  body: nothing,
  answer: z.strictObject({ records: z.array(recordSchema), next: nextPage }),
  problems: [],
  handle: async ({ query: { limit, cursor } }, world) => {
    const range = { before: readCursor(list, cursor), atMost: limit + 1 };
    const records = await world.ports.audit.read(range, world.deadline);
    const { shown, next } = cutPage(list, records, limit, auditPlace);
    return { body: { records: shown.map(answerOf), next } };
  },
});
