/** What is asked of CloudWatch, one time series at a time, and what it answers. */
import type { Point } from '#engine/model.ts';
import type { MetricSource } from '#engine/policy.ts';

/** The start is included, the end is not, as in GetMetricData. */
export type Window = {
  readonly startMs: number;
  readonly endMs: number;
  readonly periodSeconds: number;
};

export type MetricQuestion = {
  readonly kind: 'metric';
  /** Who wrote the source: what a fleet file says may be refused by CloudWatch, what we say may not. */
  readonly origin: 'built-in' | 'custom';
  readonly source: MetricSource;
  readonly window: Window;
};

export type ExpressionQuestion = {
  readonly kind: 'expression';
  readonly expression: string;
  /** By the id that the expression calls each of them. */
  readonly metrics: Readonly<Record<string, MetricSource>>;
  readonly window: Window;
};

export type Question = MetricQuestion | ExpressionQuestion;

/** Points are oldest first; none of them is an answer too. */
export type Answer =
  | { readonly kind: 'points'; readonly points: readonly Point[] }
  | { readonly kind: 'failed'; readonly cause: string };

export type Answers = {
  readonly to: (question: Question) => Answer;
  readonly billedMetrics: number;
  /** @default 0 */
  readonly freeRequests?: number;
};

const sortedEntries = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));

/** The metric whatever is asked about it: what CloudWatch bills, with up to five statistics. */
export const metricKeyOf = ({ namespace, metric, dimensions }: MetricSource): string =>
  JSON.stringify([namespace, metric, sortedEntries(dimensions)]);

/** Equal for questions that mean the same; windows apart, since a longer answer holds the shorter. */
export const questionKeyOf = (question: Question): string => {
  const { periodSeconds } = question.window;
  switch (question.kind) {
    case 'metric': {
      const { source } = question;
      return JSON.stringify([metricKeyOf(source), source.statistic, periodSeconds]);
    }
    case 'expression': {
      const metrics = sortedEntries(question.metrics).map(([id, source]) => [
        id,
        metricKeyOf(source),
        source.statistic,
      ]);
      return JSON.stringify([question.expression, metrics, periodSeconds]);
    }
    default:
      return question satisfies never;
  }
};
