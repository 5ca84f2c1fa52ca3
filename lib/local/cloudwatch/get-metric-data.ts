/** GetMetricData, with its bounds: 500 queries and 100,800 points a call, the rest on further pages. */
import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { type LocalContext, operationsOf } from '../operation.ts';
import { offsetOf, tokenOf } from '../paging.ts';
import type { Range } from './metric.ts';
import { type Computed, checkQueries, computeQueries, type Query, querySchema } from './queries.ts';
import { floorToMinute } from './series.ts';

const operation = operationsOf('ValidationError');

const mostQueries = 500;
const mostPoints = 100_800;

/** Data points a second, counted as the range over the period, whether there is data or not; the past has its own. */
const pointsBuckets = {
  late: { name: 'GetMetricData points', limit: { burst: 180_000, perSecond: 180_000 } },
  past: { name: 'GetMetricData points of the past', limit: { burst: 396_000, perSecond: 396_000 } },
} as const;
const lateMs = 3 * 3_600_000;

type Point = readonly [atMs: number, value: number];

type Result = {
  readonly query: Query;
  readonly points: readonly Point[];
  readonly status: 'Complete' | 'PartialData' | 'Forbidden';
};

const resultOf = ({ query, series }: Computed, newestFirst: boolean, partial: boolean): Result => {
  if (series === undefined) return { query, points: [], status: 'Forbidden' };
  const ordered = [...series].toSorted(([a], [b]) => (newestFirst ? b - a : a - b));
  if (!partial) return { query, points: ordered, status: 'Complete' };
  return { query, points: ordered.slice(0, Math.floor(ordered.length / 2)), status: 'PartialData' };
};

/** Cuts `size` points out of all results laid end to end; a result that goes on is partial. */
const pageOfResults = (results: readonly Result[], offset: number, size: number) => {
  let before = 0;
  return results.flatMap((result): Result[] => {
    const start = before;
    const end = start + result.points.length;
    before = end;
    const isOnPage = start < offset + size && (end > offset || (offset === 0 && end === start));
    if (!isOnPage) return [];
    const points = result.points.slice(Math.max(0, offset - start), offset + size - start);
    return [{ ...result, points, status: end > offset + size ? 'PartialData' : result.status }];
  });
};

const written = ({ query, points, status }: Result) => ({
  Id: query.Id,
  Label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
  Timestamps: points.map(([atMs]) => atMs / 1000),
  Values: points.map(([, value]) => value),
  StatusCode: status,
});

const spendPoints = (queries: readonly Query[], range: Range, context: LocalContext): void => {
  const rangeMs = range.endMs - range.startMs;
  const points = queries
    .map(({ MetricStat }) => (MetricStat === undefined ? 0 : rangeMs / 1000 / MetricStat.Period))
    .reduce((sum, each) => sum + each, 0);
  const isPast = context.nowMs - range.startMs > lateMs;
  const { name, limit } = pointsBuckets[isPast ? 'past' : 'late'];
  const cost = Math.min(points, limit.burst);
  if (context.buckets.take(name, limit, cost, context.nowMs)) return;
  throw new AwsError('ThrottlingException', 'Rate exceeded');
};

const inputSchema = z.object({
  MetricDataQueries: z.array(querySchema).min(1).max(mostQueries),
  StartTime: z.number(),
  EndTime: z.number(),
  NextToken: z.string().optional(),
  ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
  MaxDatapoints: z.int().min(1).max(mostPoints).default(mostPoints),
});

const offsetIn = (token: string | undefined): number => {
  const offset = token === undefined ? 0 : offsetOf(token);
  if (offset !== undefined) return offset;
  throw new AwsError('InvalidNextToken', 'The next token specified is invalid.');
};

export const getMetricData = operation(inputSchema, (input, context) => {
  const { MetricDataQueries: queries, MaxDatapoints: size } = input;
  const range = { startMs: floorToMinute(input.StartTime * 1000), endMs: input.EndTime * 1000 };
  if (range.startMs >= range.endMs) {
    throw new AwsError('ValidationError', 'The parameter StartTime must be less than EndTime.');
  }
  checkQueries(queries);
  const offset = offsetIn(input.NextToken);
  spendPoints(queries, range, context);
  const newestFirst = input.ScanBy === 'TimestampDescending';
  const results = computeQueries(queries, range, context)
    .filter(({ query }) => query.ReturnData)
    .map((computed) => resultOf(computed, newestFirst, context.partial));
  const total = results.reduce((sum, { points }) => sum + points.length, 0);
  // A call with an expression in it is never continued.
  const hasExpression = queries.some(({ Expression }) => Expression !== undefined);
  const goesOn = offset + size < total && !hasExpression;
  return {
    MetricDataResults: pageOfResults(results, offset, size).map(written),
    Messages: [],
    ...(goesOn ? { NextToken: tokenOf(offset + size) } : {}),
  };
});
