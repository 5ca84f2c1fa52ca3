/** The queries of one GetMetricData call: checked together, then computed, each result once. */
import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import type { LocalContext } from '../operation.ts';
import { evaluate, type Value } from './math.ts';
import { parseExpression } from './math-parser.ts';
import { dimensionsSchema, type Range } from './metric.ts';
import { checkPeriod, type Series, seriesOf } from './series.ts';

export const querySchema = z.object({
  Id: z.string().regex(/^[a-z]\w{0,254}$/),
  MetricStat: z
    .object({
      Metric: z.object({
        Namespace: z.string(),
        MetricName: z.string(),
        Dimensions: dimensionsSchema,
      }),
      Period: z.int(),
      Stat: z.string(),
      Unit: z.string().optional(),
    })
    .optional(),
  Expression: z.string().min(1).max(2048).optional(),
  Label: z.string().optional(),
  ReturnData: z.boolean().default(true),
  Period: z.int().optional(),
  AccountId: z.string().optional(),
});

export type Query = z.infer<typeof querySchema>;

const invalid = (message: string): AwsError => new AwsError('ValidationError', message);

export const checkQueries = (queries: readonly Query[]): void => {
  const ids = new Set<string>();
  for (const { Id, MetricStat, Expression, Period } of queries) {
    if (ids.has(Id)) throw invalid(`The id ${Id} is used twice.`);
    ids.add(Id);
    if ((MetricStat === undefined) === (Expression === undefined)) {
      throw invalid(`Query ${Id} must have either MetricStat or Expression.`);
    }
    checkPeriod(MetricStat?.Period ?? Period ?? 60, 'ValidationError');
  }
};

const periodsIn = ({ startMs, endMs }: Range, periodSeconds: number, nowMs: number) => {
  const periodMs = periodSeconds * 1000;
  const first = Math.ceil(startMs / periodMs);
  const end = Math.floor(Math.min(endMs, nowMs) / periodMs);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => (first + index) * periodMs);
};

const measure = (
  { Metric, Period, Stat, Unit }: NonNullable<Query['MetricStat']>,
  range: Range,
  context: LocalContext,
): Series => {
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions } = Metric;
  const metric = { namespace, name, dimensions };
  return seriesOf({ metric, periodSeconds: Period, statistic: Stat, unit: Unit }, range, context);
};

/** Values by id, each computed when it is first asked for, which may be from within another's expression. */
const valuesOf = (queries: readonly Query[], range: Range, context: LocalContext) => {
  const byId = new Map(queries.map((query) => [query.Id, query]));
  const values = new Map<string, Value>();

  const find = (id: string): Query => {
    const query = byId.get(id);
    if (query !== undefined) return query;
    throw invalid(`Expression refers to ${id}, which is no query's id.`);
  };

  const compute = (query: Query, path: readonly string[]): Value => {
    if (query.MetricStat !== undefined) return measure(query.MetricStat, range, context);
    return evaluate(parseExpression(query.Expression ?? ''), {
      series: (id) => resolve(id, [...path, query.Id]),
      periods: periodsIn(range, query.Period ?? 60, context.nowMs),
      periodSeconds: (id) => find(id).MetricStat?.Period ?? find(id).Period ?? 60,
    });
  };

  const resolve = (id: string, path: readonly string[] = []): Value => {
    const query = find(id);
    if (path.includes(id)) throw invalid(`Expressions refer to each other: ${path.join(', ')}.`);
    const value = values.get(id) ?? compute(query, path);
    values.set(id, value);
    return value;
  };

  return resolve;
};

/** `undefined` for data of an account that we may not see. */
export type Computed = { readonly query: Query; readonly series: Series | undefined };

export const computeQueries = (
  queries: readonly Query[],
  range: Range,
  context: LocalContext,
): readonly Computed[] => {
  const resolve = valuesOf(queries, range, context);
  return queries.map((query) => {
    const foreign = query.AccountId !== undefined && query.AccountId !== context.home.account;
    if (foreign) return { query, series: undefined };
    const series = resolve(query.Id);
    if (typeof series !== 'number') return { query, series };
    throw invalid(`Expression ${query.Id} yields a number, not a time series.`);
  });
};
