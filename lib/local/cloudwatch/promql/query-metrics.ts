/** QueryMetrics over a range, with its bounds: 500 series, seven days, and no word but a warning where more match. */
import * as z from 'zod';
import type { Samples } from '#simulator/plant/samples.ts';
import { AwsError } from '../../aws-error.ts';
import { type LocalContext, operationsOf } from '../../operation.ts';
import type { Range } from '../metric.ts';
import { publishedData } from '../published.ts';
import { type EnrichedSeries, enrichedSeries } from './enriched-series.ts';
import { type PromqlExpression, parsePromql } from './expression.ts';

const operation = operationsOf('bad_data');

const mostSeries = 500;
const mostDays = 7;
const dayMs = 86_400_000;

const inputSchema = z.object({
  query: z.string(),
  start: z.coerce.number(),
  end: z.coerce.number(),
  step: z
    .string()
    .regex(/^\d+s$/)
    .transform((step) => Number.parseInt(step, 10)),
});

type Steps = Range & { readonly stepMs: number };

const isSelected =
  ({ matchers }: PromqlExpression) =>
  ({ labels }: EnrichedSeries): boolean =>
    matchers.every(({ label, matches }) => matches(labels[label] ?? ''));

const partOf = ({ sum, count }: Samples, part: PromqlExpression['part']): number =>
  part === 'sum' ? sum : count;

/** By the moment of evaluation; a minute is in the range that ends with it. */
const addTo = (
  values: Map<number, number>,
  { metric }: EnrichedSeries,
  { part, rangeSeconds }: PromqlExpression,
  { steps, context }: { readonly steps: Steps; readonly context: LocalContext },
): void => {
  const rangeMs = rangeSeconds * 1000;
  const range = { startMs: steps.startMs - rangeMs, endMs: steps.endMs };
  const { data } = publishedData(metric, range, context);
  for (let atMs = steps.startMs; atMs <= steps.endMs; atMs += steps.stepMs) {
    const within = data.filter((datum) => datum.atMs >= atMs - rangeMs && datum.atMs < atMs);
    if (within.length === 0) continue;
    const value = within.reduce((sum, { samples }) => sum + partOf(samples, part), 0);
    values.set(atMs, (values.get(atMs) ?? 0) + value);
  }
};

const matrixOf = (expression: PromqlExpression, steps: Steps, context: LocalContext) => {
  const selected = enrichedSeries(expression.metric, context).filter(isSelected(expression));
  const groups = Map.groupBy(selected, ({ labels }) =>
    JSON.stringify(expression.by.map((label) => [label, labels[label] ?? ''])),
  );
  return [...groups].flatMap(([key, series]) => {
    const values = new Map<number, number>();
    for (const each of series) addTo(values, each, expression, { steps, context });
    if (values.size === 0) return [];
    const labels: unknown = Object.fromEntries(JSON.parse(key));
    return [
      { metric: labels, values: [...values].map(([atMs, value]) => [atMs / 1000, String(value)]) },
    ];
  });
};

const tooMany = `results truncated due to limit: at most ${mostSeries} series are returned`;

/** Half of it and a warning: what a fault makes of an answer looks as what the limit does. */
const atMost = (count: number, { partial }: LocalContext): number =>
  partial ? Math.floor(count / 2) : mostSeries;

export const queryMetrics = operation(inputSchema, ({ query, start, end, step }, context) => {
  const steps = { startMs: start * 1000, endMs: end * 1000, stepMs: step * 1000 };
  if (steps.endMs - steps.startMs > mostDays * dayMs || step === 0) {
    throw new AwsError('bad_data', `the range must be ${mostDays} days at most, in steps`);
  }
  const all = matrixOf(parsePromql(query), steps, context);
  const result = all.slice(0, atMost(all.length, context));
  return {
    status: 'success',
    data: { resultType: 'matrix', result },
    ...(result.length < all.length ? { warnings: [tooMany] } : {}),
  };
});
