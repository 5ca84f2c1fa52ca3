/**
 * The same questions as requests of GetMetricStatistics: one metric a request, and a million of them a month are free,
 * so that a small fleet reads for nothing.
 */
import type {
  Datapoint,
  GetMetricStatisticsCommandInput,
  Statistic,
} from '@aws-sdk/client-cloudwatch';
import type { Point } from '#engine/model.ts';
import { type Answer, type MetricQuestion, metricKeyOf, type Window } from './question.ts';

const statisticsPerRequest = 5;
const pointsPerRequest = 1_440;

export type StatisticsRequest = {
  readonly questions: readonly MetricQuestion[];
  readonly window: Window;
};

const plain: ReadonlySet<string> = new Set<Statistic>([
  'Average',
  'Maximum',
  'Minimum',
  'SampleCount',
  'Sum',
]);

const isPlain = (statistic: string): statistic is Statistic => plain.has(statistic);

const widest = (questions: readonly MetricQuestion[]): Window => ({
  startMs: Math.min(...questions.map(({ window }) => window.startMs)),
  endMs: Math.max(...questions.map(({ window }) => window.endMs)),
  periodSeconds: Math.max(...questions.map(({ window }) => window.periodSeconds)),
});

const fits = ({ window: { startMs, endMs, periodSeconds } }: StatisticsRequest): boolean =>
  endMs - startMs <= pointsPerRequest * periodSeconds * 1000;

const statisticsIn = (questions: readonly MetricQuestion[]): readonly string[] => [
  ...new Set(questions.map(({ source }) => source.statistic)),
];

/** Percentiles and plain statistics cannot be asked for at once. */
const groupOf = ({ source, window }: MetricQuestion): string =>
  JSON.stringify([metricKeyOf(source), window.periodSeconds, isPlain(source.statistic)]);

/** `null` where one of the questions is more than a request can ask. */
export const statisticsRequests = (
  questions: readonly MetricQuestion[],
): readonly StatisticsRequest[] | null => {
  const requests = [...Map.groupBy(questions, groupOf).values()].map((same) => ({
    questions: same,
    window: widest(same),
  }));
  const areFit = requests.every(
    (request) => fits(request) && statisticsIn(request.questions).length <= statisticsPerRequest,
  );
  return areFit ? requests : null;
};

export const statisticsInput = ({
  questions,
  window,
}: StatisticsRequest): GetMetricStatisticsCommandInput | null => {
  const [first] = questions;
  if (first === undefined) return null;
  const { namespace, metric, dimensions } = first.source;
  const statistics = statisticsIn(questions);
  return {
    Namespace: namespace,
    MetricName: metric,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    StartTime: new Date(window.startMs),
    EndTime: new Date(window.endMs),
    Period: window.periodSeconds,
    ...(isPlain(first.source.statistic)
      ? { Statistics: statistics.filter(isPlain) }
      : { ExtendedStatistics: [...statistics] }),
  };
};

const valueIn = (datapoint: Datapoint, statistic: string): number | undefined =>
  isPlain(statistic) ? datapoint[statistic] : datapoint.ExtendedStatistics?.[statistic];

/** They come in no order. */
export const answerFrom = (
  datapoints: readonly Datapoint[],
  { source: { statistic } }: MetricQuestion,
): Answer => ({
  kind: 'points',
  points: datapoints
    .flatMap((datapoint): readonly Point[] => {
      const value = valueIn(datapoint, statistic);
      const atMs = datapoint.Timestamp?.getTime();
      return value === undefined || atMs === undefined ? [] : [{ atMs, value }];
    })
    .toSorted((one, other) => one.atMs - other.atMs),
});
