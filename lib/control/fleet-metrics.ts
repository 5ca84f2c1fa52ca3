/** The metrics that ticks emit, and how each is best summed up over a period. */
import { type MetricName, metricNames } from '#lib/telemetry.ts';
import type { FleetMetric } from './series.ts';

/** How long a tick took is a matter of the worst; how many of something there are, of the most. */
const statisticOf = (name: MetricName): string => {
  switch (name) {
    case 'Ticks':
    case 'DecisionsOut':
    case 'DecisionsIn':
    case 'DecisionsHeld':
    case 'HeldByCooldown':
    case 'HeldByStabilisation':
    case 'HeldByLimits':
    case 'HeldByGuards':
    case 'HeldByBounds':
    case 'ActionsRefused':
    case 'BreakerTrips':
    case 'MetricsRead':
      return 'Sum';
    case 'HealthScore':
      return 'Minimum';
    default:
      return 'Maximum';
  }
};

export const fleetMetrics: readonly FleetMetric[] = Object.values(metricNames).map((name) => ({
  name,
  statistic: statisticOf(name),
}));

export const fleetMetricNamed = (name: string): FleetMetric | null =>
  fleetMetrics.find((metric) => metric.name === name) ?? null;
