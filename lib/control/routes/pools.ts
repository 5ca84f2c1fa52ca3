/** `GET /health/pools`: every service with its counts, its score, its breaker and its last decision. */
import * as z from 'zod';
import { keyOf } from '#engine/model.ts';
import type { SummaryRow } from '#lib/fleet-summary.ts';
import { healthOfFleet } from '#lib/health/fleet-score.ts';
import { healthOfService } from '#lib/health/score.ts';
import { isoOf, moment } from '../answers/moment.ts';
import { changeOf, health, namesOf, serviceSchema, standingSchema } from '../answers/service.ts';
import { missingSchema } from '../attempt.ts';
import { viewFleet } from '../fleet-view.ts';
import { readCursor } from '../http/cursor.ts';
import { cutPage, nextPage, pageQuery } from '../http/page.ts';
import { defineRoute, nothing } from '../http/route.ts';
import type { ControlWorld } from '../world.ts';

const list = 'pools';

const { id, cluster, name, desired, running, min, max, signal, lastChange } = serviceSchema.shape;

export const poolSchema = z.strictObject({
  ...{ id, cluster, name, desired, running, min, max },
  score: health,
  load: signal.meta({ description: 'The signal that the count follows, and its target' }),
  breaker: z.enum(['open', 'closed']),
  standing: standingSchema,
  lastDecision: z.strictObject({ why: z.string(), change: lastChange }),
});

/** A worse standing hides it, and its alert does not. */
const isOpen = ({ standing, alerts }: SummaryRow): boolean =>
  standing === 'breaker-open' || alerts.includes('breaker-open');

const poolOf = (row: SummaryRow, { home }: ControlWorld): z.infer<typeof poolSchema> => {
  const names = namesOf(row.service, home);
  return {
    id: names.id,
    cluster: names.cluster,
    name: names.name,
    desired: row.counts?.desired ?? null,
    running: row.counts?.running ?? null,
    min: row.counts?.min ?? null,
    max: row.counts?.max ?? null,
    score: healthOfService(row),
    load: row.signal === null ? null : { ...row.signal },
    breaker: isOpen(row) ? 'open' : 'closed',
    standing: row.standing,
    lastDecision: { why: row.why, change: changeOf(row.lastChange) },
  };
};

export const poolsRoute = defineRoute({
  method: 'GET',
  path: '/health/pools',
  operationId: 'listPools',
  summary: 'Every service at once: counts, score, breaker, last decision',
  params: nothing,
  query: z.strictObject(pageQuery),
  body: nothing,
  answer: z.strictObject({
    asOf: moment.nullable(),
    score: health,
    pools: z.array(poolSchema),
    next: nextPage,
    missing: missingSchema,
  }),
  problems: [],
  handle: async ({ query: { limit, cursor } }, world) => {
    const after = readCursor(list, cursor);
    const view = await viewFleet(world);
    const rows = view.rows.filter(({ service }) => after === null || keyOf(service) > after);
    const { shown, next } = cutPage(list, rows, limit, ({ service }) => keyOf(service));
    return {
      body: {
        asOf: view.tickMs === null ? null : isoOf(view.tickMs),
        score: healthOfFleet(view.rows),
        pools: shown.map((row) => poolOf(row, world)),
        next,
        missing: [...view.missing],
      },
    };
  },
});
