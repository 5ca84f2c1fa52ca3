/** `GET /performance`: how the autoscaler itself does: how long ticks take, how late they are, whether any was missed. */
import * as z from 'zod';
import type { Point } from '#engine/model.ts';
import { metricNames } from '#lib/telemetry.ts';
import { isoOf, moment } from '../answers/moment.ts';
import { attempt, missingOf, missingSchema } from '../attempt.ts';
import { defineRoute, nothing } from '../http/route.ts';
import { type FleetMetric, fleetPoints, seriesOf } from '../series.ts';

const spreadSchema = z
  .strictObject({
    mean: z.number(),
    min: z.number(),
    max: z.number(),
    p95: z.number(),
    p99: z.number(),
  })
  .nullable()
  .meta({ description: 'Over ticks; null where there were none' });

/** One tick a minute at most, so the points of minutes are those of ticks. */
const spreadOf = (points: readonly Point[]): z.infer<typeof spreadSchema> => {
  const sorted = points.map(({ value }) => value).toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) return null;
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? max;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { mean, min, max, p95: at(0.95), p99: at(0.99) };
};

const sumOf = (points: readonly Point[]): number =>
  points.reduce((sum, { value }) => sum + value, 0);

const counted = {
  out: metricNames.decisionsOut,
  in: metricNames.decisionsIn,
  held: metricNames.decisionsHeld,
  refused: metricNames.actionsRefused,
} as const;

const asked: readonly FleetMetric[] = [
  { name: metricNames.ticks, statistic: 'Sum' },
  { name: metricNames.tickDuration, statistic: 'Maximum' },
  { name: metricNames.tickAge, statistic: 'Maximum' },
  { name: metricNames.metricsRead, statistic: 'Sum' },
  ...Object.values(counted).map((name) => ({ name, statistic: 'Sum' })),
];

const count = z.number().min(0);

const didSchema = z
  .strictObject({
    ticks: z.strictObject({
      completed: count,
      expected: count,
      successRatio: z.number().min(0).max(1),
    }),
    durationMs: spreadSchema,
    ageSeconds: spreadSchema.meta({ description: 'How late ticks began' }),
    actions: z.strictObject({ out: count, in: count, held: count, refused: count }),
    metricsRead: count,
  })
  .nullable()
  .meta({ description: 'null where CloudWatch did not answer' });

const didOf = (
  of: (name: FleetMetric['name']) => readonly Point[],
  expected: number,
): z.infer<typeof didSchema> => {
  const completed = sumOf(of(metricNames.ticks));
  return {
    ticks: { completed, expected, successRatio: Math.min(1, completed / expected) },
    durationMs: spreadOf(of(metricNames.tickDuration)),
    ageSeconds: spreadOf(of(metricNames.tickAge)),
    actions: {
      out: sumOf(of(counted.out)),
      in: sumOf(of(counted.in)),
      held: sumOf(of(counted.held)),
      refused: sumOf(of(counted.refused)),
    },
    metricsRead: sumOf(of(metricNames.metricsRead)),
  };
};

export const performanceRoute = defineRoute({
  method: 'GET',
  path: '/performance',
  operationId: 'getPerformance',
  summary: 'How ticks did over the last hours: duration, lateness, completeness, actions, reads',
  params: nothing,
  query: z.strictObject({ hours: z.coerce.number().int().min(1).max(24).default(1) }),
  body: nothing,
  answer: z.strictObject({ from: moment, to: moment, did: didSchema, missing: missingSchema }),
  problems: [],
  handle: async ({ query: { hours } }, world) => {
    const series = seriesOf(hours * 60, 60, world.nowMs);
    const read = await attempt('metrics', world, () => fleetPoints(asked, series, world));
    const expected = Math.max(1, Math.floor((series.toMs - series.fromMs) / world.intervalMs));
    return {
      body: {
        from: isoOf(series.fromMs),
        to: isoOf(series.toMs),
        did: read.kind === 'missing' ? null : didOf((name) => read.value.get(name) ?? [], expected),
        missing: [...missingOf(read)],
      },
    };
  },
});
