/** From questions to the queries of one GetMetricData call. */
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { MetricSource } from '#engine/policy.ts';
import type { Question } from './question.ts';

/** Must begin with a small letter. An expression with a metric of this very id would fail, alone and loudly. */
export const answerId = (index: number): string => `flyball_answer_${index}`;

const statisticOf = (source: MetricSource, periodSeconds: number) => ({
  MetricStat: {
    Metric: {
      Namespace: source.namespace,
      MetricName: source.metric,
      Dimensions: Object.entries(source.dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: periodSeconds,
    Stat: source.statistic,
  },
});

const queriesOf = (question: Question, index: number): readonly MetricDataQuery[] => {
  const { periodSeconds } = question.window;
  switch (question.kind) {
    case 'metric':
      return [{ Id: answerId(index), ...statisticOf(question.source, periodSeconds) }];
    case 'expression':
      return [
        { Id: answerId(index), Expression: question.expression, Period: periodSeconds },
        ...Object.entries(question.metrics).map(([id, source]) => ({
          Id: id,
          ReturnData: false,
          ...statisticOf(source, periodSeconds),
        })),
      ];
    default:
      return question satisfies never;
  }
};

export const metricDataQueries = (questions: readonly Question[]): MetricDataQuery[] =>
  questions.flatMap(queriesOf);
