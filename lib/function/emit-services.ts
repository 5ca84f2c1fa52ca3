/** Metrics of single services, only of those that the fleet file names. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Home } from '#config/fleet.ts';
import type { TickReport } from '#lib/report.ts';
import { shownNameOf } from '#lib/shown-name.ts';
import { serviceDimension, serviceMetricNames } from '#lib/telemetry.ts';

export type EmitServices = (report: TickReport) => void;

/** As much of Powertools as is used, so that a test can listen. */
export type ServiceSink = {
  readonly addDimension: (name: string, value: string) => unknown;
  readonly setTimestamp: (timestampMs: number) => unknown;
  readonly addMetric: (name: string, unit: typeof MetricUnit.Count, value: number) => unknown;
  readonly publishStoredMetrics: () => unknown;
};

/**
 * The count that the tick found, and the one that the rules asked for before anything clamped it. The sink must not be
 * the fleet's own, whose metrics keep their one dimension.
 */
export const createEmitServices = (
  metrics: ServiceSink,
  measured: readonly string[],
  /** A service elsewhere is another, whatever its name. */
  home: Home,
): EmitServices => {
  const named = new Set(measured);
  return ({ tickMs, decisions }) => {
    for (const { service, from, asked } of decisions) {
      const name = shownNameOf(service, home);
      if (!named.has(name)) continue;
      metrics.addDimension(serviceDimension, name);
      metrics.setTimestamp(tickMs);
      metrics.addMetric(serviceMetricNames.desired, MetricUnit.Count, from);
      metrics.addMetric(serviceMetricNames.asked, MetricUnit.Count, asked);
      metrics.publishStoredMetrics();
    }
  };
};
