/** A tick as fleet-level metrics, in the names that the alarms and the dashboard read. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { FleetSummary } from '#lib/fleet-summary.ts';
import type { TickReport } from '#lib/report.ts';
import { type MetricName, metricNames } from '#lib/telemetry.ts';
import { type Hindrance, heldBy } from '#lib/tick/held-by.ts';
import type { MetricSink } from './metrics.ts';
import { outcomesOf, type Settled } from './outcome.ts';

const settled = (outcomes: readonly Settled[], direction: 'out' | 'in'): number =>
  outcomes.filter(({ outcome }) => outcome.kind === 'settled' && outcome.direction === direction)
    .length;

type Count = readonly [name: MetricName, count: number];

const trips = ({ noted }: TickReport): number =>
  noted.filter(({ event }) => event.kind === 'breaker-opened').length;

/** Those in motion, failed and left out have metrics already: decisions out and in, failed, skipped. */
const standingCounts = (counts: FleetSummary['counts']): readonly Count[] => [
  [metricNames.servicesSteady, counts.steady],
  [metricNames.servicesHeld, counts.held],
  [metricNames.servicesOrdered, counts.frozen + counts.paused],
  [metricNames.servicesBreakerOpen, counts['breaker-open']],
  [metricNames.servicesNoData, counts['no-data']],
];

/** Breakers and orders are states of a service, and are counted there. */
const hindranceCounts = ({ decisions }: TickReport): readonly Count[] => {
  const held = decisions.map(heldBy);
  const times = (hindrance: Hindrance): number => held.filter((each) => each === hindrance).length;
  return [
    [metricNames.heldByCooldown, times('cooldown')],
    [metricNames.heldByStabilisation, times('stabilisation')],
    [metricNames.heldByLimits, times('limits')],
    [metricNames.heldByGuards, times('guard')],
    [metricNames.heldByBounds, times('bounds')],
  ];
};

const countsOf = (report: TickReport): readonly Count[] => {
  const outcomes = outcomesOf(report);
  return [
    [metricNames.servicesManaged, report.decisions.length],
    [metricNames.servicesSkipped, report.skipped.length],
    [metricNames.servicesFailed, new Set(report.failed.map(({ service }) => service)).size],
    [metricNames.servicesLeftOver, report.leftOver.length],
    [metricNames.decisionsOut, settled(outcomes, 'out')],
    [metricNames.decisionsIn, settled(outcomes, 'in')],
    [metricNames.decisionsHeld, outcomes.filter(({ outcome }) => outcome.kind === 'held').length],
    ...hindranceCounts(report),
    ...(report.standings === null ? [] : standingCounts(report.standings)),
    [metricNames.actionsRefused, report.refused.length],
    [metricNames.breakerTrips, trips(report)],
    [metricNames.alertsOpen, report.alertsOpen],
    [metricNames.metricsRead, report.billedMetrics],
  ];
};

/** A tick that another invocation had already counts as none, and says nothing about the fleet. */
export const emitReport = (metrics: MetricSink, report: TickReport): void => {
  metrics.addMetric(metricNames.ticks, MetricUnit.Count, report.claimed ? 1 : 0);
  if (!report.claimed) return;
  for (const [name, count] of countsOf(report)) {
    metrics.addMetric(name, MetricUnit.Count, count);
  }
  // Where the ledger could not be read, 0 would look like a new month.
  if (report.spend !== null) {
    metrics.addMetric(metricNames.spendUsd, MetricUnit.NoUnit, report.spend.dollars);
  }
  // Of a fleet that is not there yet it is not known, and 0 or 100 would both be a lie.
  if (report.health !== null) {
    metrics.addMetric(metricNames.healthScore, MetricUnit.NoUnit, report.health);
  }
};

/** A worker's part of it. Ticks and open alerts are counted once, by the tick function. */
export const emitShard = (metrics: MetricSink, report: TickReport): void => {
  if (!report.claimed) return;
  for (const [name, count] of countsOf(report)) {
    if (name !== metricNames.alertsOpen) metrics.addMetric(name, MetricUnit.Count, count);
  }
};

/** A look inside the minute adds to what its tick did; states of services are counted once a minute. */
export const emitLook = (metrics: MetricSink, report: TickReport): void => {
  const outcomes = outcomesOf(report);
  metrics.addMetric(metricNames.decisionsOut, MetricUnit.Count, settled(outcomes, 'out'));
  metrics.addMetric(metricNames.actionsRefused, MetricUnit.Count, report.refused.length);
  metrics.addMetric(metricNames.metricsRead, MetricUnit.Count, report.billedMetrics);
};

/**
 * The tick's own time, not that of writing it down: the scheduler fires at any second of its minute, and a minute
 * with two ticks beside one with none would look like a missed heartbeat.
 */
export const emitAge = (metrics: MetricSink, tickMs: number, nowMs: number): void => {
  metrics.setTimestamp(tickMs);
  metrics.addMetric(metricNames.tickAge, MetricUnit.Seconds, Math.max(0, nowMs - tickMs) / 1000);
};

export const emitDuration = (metrics: MetricSink, durationMs: number): void => {
  metrics.addMetric(metricNames.tickDuration, MetricUnit.Milliseconds, durationMs);
};
