/** `GET /health` for machines, `GET /health/detailed` for whoever they have called. */
import * as z from 'zod';
import { standings } from '#lib/fleet-summary.ts';
import { healthOfFleet } from '#lib/health/fleet-score.ts';
import { isoOf, moment } from '../answers/moment.ts';
import { health } from '../answers/service.ts';
import { missingSchema } from '../attempt.ts';
import { type Check, checkNames, runChecks } from '../checks.ts';
import { viewFleet } from '../fleet-view.ts';
import { defineRoute, nothing } from '../http/route.ts';

const name = z.enum(checkNames);

const statusOf = (checks: readonly Check[]) =>
  checks.every(({ ok }) => ok)
    ? ({ status: 200, word: 'healthy' } as const)
    : ({ status: 503, word: 'unhealthy' } as const);

const word = z.enum(['healthy', 'unhealthy']);

export const healthRoute = defineRoute({
  method: 'GET',
  path: '/health',
  operationId: 'getHealth',
  summary: 'Does the work of a tick once, in small: 200 when all of it goes well, else 503',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.strictObject({
    status: word,
    failed: z.array(z.strictObject({ check: name, why: z.string() })),
  }),
  alsoWith: [503],
  problems: [],
  handle: async (_, world) => {
    const checks = await runChecks(world);
    const { status, word: said } = statusOf(checks);
    const failed = checks.filter(({ ok }) => !ok);
    return {
      status,
      body: {
        status: said,
        failed: failed.map(({ name: check, detail: why }) => ({ check, why })),
      },
    };
  },
});

const count = z.int().min(0);

export const detailedHealthRoute = defineRoute({
  method: 'GET',
  path: '/health/detailed',
  operationId: 'getDetailedHealth',
  summary: 'The same checks with what they found and how long each took, and how the fleet is',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.strictObject({
    status: word,
    checkedAt: moment,
    checks: z.array(
      z.strictObject({
        check: name,
        ok: z.boolean(),
        detail: z.string(),
        tookMs: z.number().min(0),
      }),
    ),
    fleet: z.strictObject({
      score: health,
      asOf: moment.nullable(),
      services: z.record(z.enum(standings), count).meta({ description: 'How many stand how' }),
      tickMs: z.number().nullable().meta({ description: 'What the last tick took' }),
      metricsRead: count,
    }),
    missing: missingSchema,
  }),
  alsoWith: [503],
  problems: [],
  handle: async (_, world) => {
    const [checks, view] = await Promise.all([runChecks(world), viewFleet(world)]);
    const { status, word: said } = statusOf(checks);
    return {
      status,
      body: {
        status: said,
        checkedAt: isoOf(world.nowMs),
        checks: checks.map(({ name: check, ...found }) => ({ check, ...found })),
        fleet: {
          score: healthOfFleet(view.rows),
          asOf: view.tickMs === null ? null : isoOf(view.tickMs),
          services: { ...view.counts },
          tickMs: view.durationMs,
          metricsRead: view.billedMetrics,
        },
        missing: [...view.missing],
      },
    };
  },
});
