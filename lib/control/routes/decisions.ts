/** `GET /services/{id}/decisions`: what was decided and why, newest first. */
import * as z from 'zod';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import { isoOf, moment } from '../answers/moment.ts';
import { findService } from '../find-service.ts';
import { readCursor } from '../http/cursor.ts';
import { cutPage, nextPage, pageQuery } from '../http/page.ts';
import { HttpProblem } from '../http/problem.ts';
import { defineRoute, nothing } from '../http/route.ts';
import { serviceRefSchema } from '../service-ref.ts';

const list = 'decisions';
const dayMs = 86_400_000;

/** So long they are kept. */
const keptMs = 30 * dayMs;

const tasks = z.int().min(0);

const decisionSchema = z.strictObject({
  at: moment,
  from: tasks,
  to: tasks,
  asked: tasks.meta({ description: 'The wish before anything clamped it' }),
  outcome: z
    .enum(['held', 'acted', 'observed', 'refused', 'failed'])
    .nullable()
    .meta({ description: 'null in records of versions that did not keep it' }),
  because: z.array(z.string()),
});

const decisionOf = (record: RecordedDecision): z.infer<typeof decisionSchema> => ({
  at: isoOf(record.atMs),
  from: record.from,
  to: record.to,
  asked: record.asked,
  outcome: record.outcome?.kind ?? null,
  because: [
    ...record.because,
    ...(record.outcome !== null && 'why' in record.outcome ? [record.outcome.why] : []),
  ],
});

/** The cursor is the time of the last one shown; what comes next was before it. */
const endOf = (cursor: string | undefined, toMs: number): number => {
  const after = readCursor(list, cursor);
  if (after === null) return toMs;
  if (/^\d{1,15}$/.test(after)) return Math.min(toMs, Number(after) - 1);
  throw new HttpProblem(400, 'the cursor is none of this listing; begin again without one');
};

export const decisionsRoute = defineRoute({
  method: 'GET',
  path: '/services/{id}/decisions',
  operationId: 'listDecisions',
  summary: 'Decisions that changed the count or its reason, newest first, for 30 days',
  params: z.strictObject({ id: serviceRefSchema }),
  query: z.strictObject({
    from: moment.optional(),
    to: moment.optional(),
    ...pageQuery,
  }),
  body: nothing,
  answer: z.strictObject({ decisions: z.array(decisionSchema), next: nextPage }),
  problems: [404],
  handle: async ({ params, query: { from, to, limit, cursor } }, world) => {
    const { id: service } = await findService(params.id, world);
    const fromMs = from === undefined ? world.nowMs - keptMs : Date.parse(from);
    const toMs = endOf(cursor, to === undefined ? world.nowMs : Date.parse(to));
    if (cursor === undefined && fromMs > toMs) {
      throw new HttpProblem(400, `from ${isoOf(fromMs)} is after to ${isoOf(toMs)}; swap them`);
    }
    const range = { service, fromMs, toMs: Math.max(fromMs, toMs), atMost: limit + 1 };
    const records = await world.ports.history.read(range, world.deadline);
    const newest = records.filter(({ atMs }) => atMs <= toMs).toReversed();
    const { shown, next } = cutPage(list, newest, limit, ({ atMs }) => String(atMs));
    return { body: { decisions: shown.map(decisionOf), next } };
  },
});
