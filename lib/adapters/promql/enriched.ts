/**
 * Which of the questions CloudWatch's OTel enrichment can answer, and under which names. Enriched metrics keep their
 * names, and their dimensions are labels. They are histograms, so a period's sum and count are what can be had exactly.
 */
import type { MetricQuestion, Question } from '../metrics/question.ts';

export type Enriched = {
  /** Many values of it go into one query. */
  readonly listed: string;
  /** One query has one value of each. */
  readonly fixed: readonly string[];
  /** What else tells series apart. */
  readonly others: readonly string[];
  /** Labels of finer series of the same metric, which a sum would count twice. */
  readonly without: readonly string[];
};

const enrichedNamespaces: Readonly<Record<string, Enriched>> = {
  'AWS/ECS': { listed: 'ServiceName', fixed: ['ClusterName'], others: [], without: [] },
  'AWS/ApplicationELB': {
    listed: 'TargetGroup',
    fixed: [],
    others: ['LoadBalancer'],
    without: ['AvailabilityZone'],
  },
};

/** What a period of a histogram is asked for. */
export type Part = 'sum' | 'count';

const partsByStatistic: Readonly<Record<string, readonly Part[]>> = {
  Average: ['sum', 'count'],
  SampleCount: ['count'],
  Sum: ['sum'],
};

/**
 * A sample is $0.01 for a million and a metric of GetMetricData $0.01 for a thousand however long its window, so that
 * beyond a thousand samples CloudWatch itself is cheaper: 500 minutes of two parts each.
 */
export const samplesOfOneMetric = 1000;

export type Enquiry = {
  readonly question: MetricQuestion;
  readonly enriched: Enriched;
  readonly parts: readonly Part[];
};

export const labelsOf = ({ listed, fixed, others }: Enriched): readonly string[] => [
  listed,
  ...fixed,
  ...others,
];

const hasJust = (dimensions: object, labels: readonly string[]): boolean =>
  Object.keys(dimensions).length === labels.length && labels.every((label) => label in dimensions);

const samplesOf = (
  { startMs, endMs, periodSeconds }: Question['window'],
  parts: readonly Part[],
): number => ((endMs - startMs) / (periodSeconds * 1000)) * parts.length;

/**
 * Whether points of 20 seconds are copied is not documented. Were minutes all there is, one would be found in a period of
 * 20 seconds and taken for a third of its tasks.
 */
const shortestSeconds = 60;

/**
 * `null` where CloudWatch itself has to be asked: percentiles, extremes, custom metrics, expressions, long windows, and
 * periods below a minute.
 */
export const enquiryOf = (question: Question): Enquiry | null => {
  if (question.kind !== 'metric' || question.origin !== 'built-in') return null;
  if (question.window.periodSeconds < shortestSeconds) return null;
  const { namespace, statistic, dimensions } = question.source;
  const enriched = enrichedNamespaces[namespace];
  const parts = partsByStatistic[statistic];
  if (enriched === undefined || parts === undefined) return null;
  if (!hasJust(dimensions, labelsOf(enriched))) return null;
  return samplesOf(question.window, parts) > samplesOfOneMetric
    ? null
    : { question, enriched, parts };
};

/** One and the same for the series that a question is about and the one that an answer brings. */
export const seriesKeyOf = (enriched: Enriched, labels: Readonly<Record<string, string>>): string =>
  JSON.stringify(labelsOf(enriched).map((label) => labels[label] ?? ''));
