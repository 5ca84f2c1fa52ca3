/** The graphs of the dashboard: which metrics stand together, and what the reads cost. */
import { Duration } from 'aws-cdk-lib';
import { GraphWidget, type IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { metricNames } from '#lib/telemetry.ts';
import { fleetMetric } from './fleet-metric.ts';

/** CloudWatch takes $0.01 for 1,000 metrics read with GetMetricData. */
const dollarsPerMetricRead = 0.000_01;
const secondsPerMonth = 730 * 3600;

const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []) =>
  new GraphWidget({
    title,
    width: 8,
    height: 6,
    left: [...left],
    right: [...right],
    leftYAxis: { min: 0 },
    rightYAxis: { min: 0 },
  });

/** What a month costs if every period of it reads as many metrics as this one. */
const dollarsPerMonth = (stack: string): MathExpression =>
  new MathExpression({
    expression: `reads * ${dollarsPerMetricRead} * ${secondsPerMonth} / PERIOD(reads)`,
    usingMetrics: { reads: fleetMetric({ stack, metric: metricNames.metricsRead }) },
    period: Duration.minutes(1),
    label: '$ per month at this rate',
  });

export const ticks = (stack: string): GraphWidget =>
  graph(
    'Ticks',
    [fleetMetric({ stack, metric: metricNames.ticks })],
    [
      fleetMetric({
        stack,
        metric: metricNames.tickAge,
        statistic: Stats.MAXIMUM,
        label: 'Age at start (s)',
      }),
    ],
  );

export const durations = (stack: string): GraphWidget =>
  graph('Duration of a tick (ms)', [
    fleetMetric({
      stack,
      metric: metricNames.tickDuration,
      statistic: Stats.AVERAGE,
      label: 'Average',
    }),
    fleetMetric({
      stack,
      metric: metricNames.tickDuration,
      statistic: Stats.MAXIMUM,
      label: 'Longest',
    }),
  ]);

/** One area on another: together they are the fleet. Worst at the bottom, where a change shows best. */
export const services = (stack: string): GraphWidget =>
  new GraphWidget({
    title: 'Services by state',
    width: 8,
    height: 6,
    stacked: true,
    left: (
      [
        [metricNames.servicesFailed, 'Failed'],
        [metricNames.servicesSkipped, 'Left out'],
        [metricNames.servicesBreakerOpen, 'Breaker open'],
        [metricNames.servicesNoData, 'No data'],
        [metricNames.servicesOrdered, 'Frozen or paused'],
        [metricNames.decisionsOut, 'Scaling out'],
        [metricNames.decisionsIn, 'Scaling in'],
        [metricNames.servicesHeld, 'Held'],
        [metricNames.servicesSteady, 'Steady'],
      ] as const
    ).map(([metric, label]) => fleetMetric({ stack, metric, label, statistic: Stats.MAXIMUM })),
    leftYAxis: { min: 0 },
  });

export const health = (stack: string): GraphWidget =>
  graph(
    'Managed, and how well it is',
    (
      [
        [metricNames.servicesManaged, 'Managed'],
        [metricNames.servicesLeftOver, 'Left to the next tick'],
      ] as const
    ).map(([metric, label]) => fleetMetric({ stack, metric, label, statistic: Stats.MAXIMUM })),
    [
      fleetMetric({
        stack,
        metric: metricNames.healthScore,
        statistic: Stats.MINIMUM,
        label: 'Health (0 to 100)',
      }),
    ],
  );

export const decisions = (stack: string): GraphWidget =>
  graph(
    'Decisions',
    [
      fleetMetric({ stack, metric: metricNames.decisionsOut, label: 'Out' }),
      fleetMetric({ stack, metric: metricNames.decisionsIn, label: 'In' }),
      fleetMetric({ stack, metric: metricNames.actionsRefused, label: 'Refused by ECS' }),
    ],
    [fleetMetric({ stack, metric: metricNames.decisionsHeld, label: 'As they were' })],
  );

/** Why another count was wished for and not given. Breakers and orders are states of a service, see there. */
export const held = (stack: string): GraphWidget =>
  graph(
    'Held, by what',
    (
      [
        [metricNames.heldByCooldown, 'Cooldown'],
        [metricNames.heldByStabilisation, 'Stabilisation'],
        [metricNames.heldByLimits, 'Limits'],
        [metricNames.heldByGuards, 'Guards'],
        [metricNames.heldByBounds, 'Bounds and group caps'],
      ] as const
    ).map(([metric, label]) => fleetMetric({ stack, metric, label })),
  );

export const trouble = (stack: string): GraphWidget =>
  graph('Alerts and breakers', [
    fleetMetric({
      stack,
      metric: metricNames.alertsOpen,
      statistic: Stats.MAXIMUM,
      label: 'Alerts open',
    }),
    fleetMetric({ stack, metric: metricNames.breakerTrips, label: 'Breakers tripped' }),
  ]);

export const costs = (stack: string): GraphWidget =>
  graph(
    'Metrics read, and what they cost',
    [fleetMetric({ stack, metric: metricNames.metricsRead, label: 'Metrics read' })],
    [
      dollarsPerMonth(stack),
      fleetMetric({
        stack,
        metric: metricNames.spendUsd,
        statistic: Stats.MAXIMUM,
        label: '$ this month so far',
      }),
    ],
  );

export const forecasts = (stack: string): GraphWidget =>
  graph(
    'Forecasts',
    (
      [
        [metricNames.forecastsMade, 'Services learnt'],
        [metricNames.forecastsUnused, 'Not good enough to be used'],
        [metricNames.forecastsLeftOver, 'Left to the next run'],
      ] as const
    ).map(([metric, label]) => fleetMetric({ stack, metric, label })),
    [fleetMetric({ stack, metric: metricNames.forecastMetricsRead, label: 'Metrics read' })],
  );
