/** A metric over a range as a statistic per period. */
import { AwsError } from '../aws-error.ts';
import type { LocalContext } from '../operation.ts';
import { type Datum, mergeData, statisticOf } from './datum.ts';
import type { Metric, Range } from './metric.ts';
import { publishedData } from './published.ts';

/** Value by the start of its period, oldest first. */
export type Series = ReadonlyMap<number, number>;

const subMinute: readonly number[] = [1, 5, 10, 20, 30];

export const checkPeriod = (seconds: number, code: string): void => {
  if (subMinute.includes(seconds) || (seconds >= 60 && seconds % 60 === 0)) return;
  const allowed = '1, 5, 10, 20, 30 or a multiple of 60';
  throw new AwsError(code, `Period ${seconds} is not ${allowed}.`);
};

export const floorToMinute = (ms: number): number => ms - (ms % 60_000);

export type StatQuery = {
  readonly metric: Metric;
  readonly periodSeconds: number;
  readonly unit: string | undefined;
};

/** Periods of data, the newest as far as it goes. Periods shorter than a metric is published in find nothing. */
export const periodsOf = (
  query: StatQuery,
  range: Range,
  context: LocalContext,
): readonly Datum[] => {
  const {
    unit,
    data,
    periodMs: publishedMs = 60_000,
  } = publishedData(query.metric, range, context);
  if (query.periodSeconds * 1000 < publishedMs) return [];
  if (query.unit !== undefined && query.unit !== unit) return [];
  const periodMs = query.periodSeconds * 1000;
  const byPeriod = new Map<number, Datum>();
  for (const datum of data) {
    const atMs = datum.atMs - (datum.atMs % periodMs);
    const before = byPeriod.get(atMs);
    byPeriod.set(atMs, { ...(before === undefined ? datum : mergeData(before, datum)), atMs });
  }
  return [...byPeriod.values()];
};

export const seriesOf = (
  query: StatQuery & { readonly statistic: string },
  range: Range,
  context: LocalContext,
): Series => {
  const value = statisticOf(query.statistic);
  return new Map(periodsOf(query, range, context).map((datum) => [datum.atMs, value(datum)]));
};
