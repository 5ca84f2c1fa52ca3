/** Asks the local CloudWatch, in the real one's words, for what a metric widget shows. */
import * as z from 'zod';
import type { Sample } from '../chart/model.ts';
import type { GraphLine } from './graph-lines.ts';

const answerSchema = z.object({
  MetricDataResults: z.array(
    z.object({ Id: z.string(), Timestamps: z.array(z.number()), Values: z.array(z.number()) }),
  ),
});

const queryOf = ({ id, expression, metric, periodSeconds, visible }: GraphLine): object => {
  const common = { Id: id, ReturnData: visible };
  if (expression !== null) return { ...common, Expression: expression, Period: periodSeconds };
  const { namespace, name, dimensions, statistic } = metric;
  return {
    ...common,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: statistic,
    },
  };
};

export type DataRange = { readonly fromMs: number; readonly toMs: number };

/** Samples by the line's id. */
export const fetchMetricData = async (
  lines: readonly GraphLine[],
  { fromMs, toMs }: DataRange,
): Promise<ReadonlyMap<string, readonly Sample[]>> => {
  const response = await fetch('/', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'GraniteServiceVersion20100801.GetMetricData',
    },
    body: JSON.stringify({
      MetricDataQueries: lines.map(queryOf),
      StartTime: fromMs / 1000,
      EndTime: toMs / 1000,
      ScanBy: 'TimestampAscending',
    }),
  });
  if (!response.ok) throw new Error(`CloudWatch answers ${response.status}`);
  const { MetricDataResults } = answerSchema.parse(await response.json());
  return new Map(
    MetricDataResults.map(({ Id, Timestamps, Values }) => [
      Id,
      Timestamps.map((seconds, index): Sample => [seconds * 1000, Values[index] ?? null]),
    ]),
  );
};
