/** From the results of one GetMetricData call, over all its pages, to one answer a question. */
import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Point } from '#engine/model.ts';
import type { Answer } from './question.ts';

/** CloudWatch leaves a value out rather than send one that is not there, so the two lists pair up. */
const pointsOf = ({ Timestamps = [], Values = [] }: MetricDataResult): readonly Point[] =>
  Timestamps.flatMap((at, index) => {
    const value = Values[index];
    return value === undefined ? [] : [{ atMs: at.getTime(), value }];
  });

const failure = ({ StatusCode, Messages = [] }: MetricDataResult): Answer => {
  const messages = Messages.map(({ Code, Value }) => `${Code}: ${Value}`);
  return { kind: 'failed', cause: [`CloudWatch answered ${StatusCode}`, ...messages].join('; ') };
};

/** A query whose data span several pages is PartialData on all but the last of them. */
const answerOf = (results: readonly MetricDataResult[]): Answer => {
  const last = results.at(-1);
  if (last === undefined) return { kind: 'failed', cause: 'CloudWatch left the query unanswered' };
  if (last.StatusCode !== 'Complete') return failure(last);
  const series = new Set(results.map(({ Label }) => Label)).size;
  if (series > 1) {
    const cause = `the expression gives ${series} time series; aggregate them into one, with SUM or AVG`;
    return { kind: 'failed', cause };
  }
  const points = results.flatMap(pointsOf).toSorted((left, right) => left.atMs - right.atMs);
  return { kind: 'points', points };
};

export const answersById = (
  ids: readonly string[],
  results: readonly MetricDataResult[],
): readonly Answer[] => {
  const byId = Map.groupBy(results, ({ Id }) => Id);
  return ids.map((id) => answerOf(byId.get(id) ?? []));
};
