/** Metrics by EMF, in the names and with the one dimension that the alarms and the dashboard read. */
import { Metrics } from '@aws-lambda-powertools/metrics';
import { type MetricName, metricNamespace, stackDimension } from '#lib/telemetry.ts';

type Unit = Parameters<Metrics['addMetric']>[1];

/** As much of Powertools as is used, so that a test can listen. */
export type MetricSink = {
  readonly addMetric: (name: MetricName, unit: Unit, value: number) => unknown;
  readonly setTimestamp: (timestampMs: number) => unknown;
  /** Writes out what there is so far, for a function that goes on and might die at it. */
  readonly publishStoredMetrics: () => unknown;
};

export const createMetrics = (stack: string): Metrics => {
  const metrics = new Metrics({ namespace: metricNamespace, serviceName: 'flyball' });
  // Powertools adds a dimension `service`, and every combination of dimensions is a metric apart.
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ [stackDimension]: stack });
  return metrics;
};
