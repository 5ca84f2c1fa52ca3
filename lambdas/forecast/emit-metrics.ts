/** A run of learning as fleet-level metrics. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MetricSink } from '#lib/function/metrics.ts';
import type { LearningReport } from '#lib/learning/report.ts';
import { metricNames } from '#lib/telemetry.ts';

export const emitLearning = (metrics: MetricSink, report: LearningReport): void => {
  const counts = [
    [metricNames.forecastsMade, report.learnt.length],
    [metricNames.forecastsUnused, report.doubted.length],
    [metricNames.forecastsLeftOver, report.leftOver],
    [metricNames.forecastMetricsRead, report.billedMetrics],
  ] as const;
  for (const [name, count] of counts) metrics.addMetric(name, MetricUnit.Count, count);
};
