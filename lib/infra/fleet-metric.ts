import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type MetricName, metricNamespace, stackDimension } from '#lib/telemetry.ts';

export type FleetMetricProps = {
  readonly stack: string;
  readonly metric: MetricName;
  /** @default Sum */
  readonly statistic?: string;
  /** @default one minute */
  readonly period?: Duration;
  /** @default the metric's name */
  readonly label?: string;
};

/** A metric that the tick function emits, by the names both sides share. */
export const fleetMetric = (props: FleetMetricProps): Metric =>
  new Metric({
    namespace: metricNamespace,
    metricName: props.metric,
    dimensionsMap: { [stackDimension]: props.stack },
    statistic: props.statistic ?? Stats.SUM,
    period: props.period ?? Duration.minutes(1),
    label: props.label ?? props.metric,
  });
