/** `GET /metrics`: what ticks say of themselves, the latest values. */
import * as z from 'zod';
import { isoOf, moment } from '../answers/moment.ts';
import { attempt, missingOf, missingSchema, valueOr } from '../attempt.ts';
import { fleetMetrics } from '../fleet-metrics.ts';
import { defineRoute, nothing } from '../http/route.ts';
import { fleetPoints, seriesOf } from '../series.ts';

/** Metrics are two minutes late at most, and the slowest schedule is an hour. */
const lookBackMinutes = 65;

export const metricsRoute = defineRoute({
  method: 'GET',
  path: '/metrics',
  operationId: 'listMetrics',
  summary: "Flyball's own metrics with their latest values, as CloudWatch has them",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.strictObject({
    metrics: z.array(
      z.strictObject({
        name: z.string(),
        statistic: z.string().meta({ description: 'Over the minute' }),
        value: z.number().nullable().meta({ description: 'null: there is none yet' }),
        at: moment.nullable(),
      }),
    ),
    missing: missingSchema,
  }),
  problems: [],
  handle: async (_, world) => {
    const series = seriesOf(lookBackMinutes, 60, world.nowMs);
    const read = await attempt('metrics', world, () => fleetPoints(fleetMetrics, series, world));
    const points = valueOr(read, null);
    return {
      body: {
        metrics: fleetMetrics.map(({ name, statistic }) => {
          const newest = points?.get(name)?.at(-1);
          return {
            name,
            statistic,
            value: newest?.value ?? null,
            at: newest === undefined ? null : isoOf(newest.atMs),
          };
        }),
        missing: [...missingOf(read)],
      },
    };
  },
});
