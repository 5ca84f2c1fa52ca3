/** What a fleet's metric reads come to: from the ledger so far, and from how often each service is read now. */
import type { ParameterValues } from '#config/parameters.ts';
import { type DecideInput, keyOf } from '#engine/model.ts';
import { dollarsPerMetric, monthOf, monthSpan, type Spend } from '#lib/spend.ts';
import { monthSpendOf, paidMetrics, perMinuteOf } from '#lib/tick/month-spend.ts';

const minuteMs = 60_000;

/** A target tracking policy keeps two alarms at $0.10 a month. */
const dollarsPerTrackingPolicy = 0.2;

/** The recorded traces with three signals came to so many metrics a minute; see docs/COST.md. */
export const measuredPerMinute = 0.44;

export type ServiceCost = {
  readonly service: string;
  readonly metricsPerMinute: number;
  /** As long as it is read as it is now, and nothing is free. */
  readonly dollarsAMonth: number;
  readonly trackingDollarsAMonth: number;
};

export type FleetSize = {
  readonly services: number;
  readonly dollarsAMonth: number;
  readonly trackingDollarsAMonth: number;
};

export type Cost = {
  readonly month: string;
  readonly spent: Spend & { readonly dollars: number };
  readonly forecastDollars: number;
  /** `null`: none. */
  readonly ceilingDollars: number | null;
  readonly trackingDollarsAMonth: number;
  readonly services: readonly ServiceCost[];
  readonly sizes: readonly FleetSize[];
};

type Given = {
  readonly services: readonly DecideInput[];
  readonly spent: Spend;
  readonly parameters: ParameterValues;
  readonly nowMs: number;
};

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

const trackingDollars = (rules: number): number => Math.max(1, rules) * dollarsPerTrackingPolicy;

const sizes = [5, 50, 500, 5000];

const sizesFrom = (
  services: readonly ServiceCost[],
  { parameters }: Given,
  monthMinutes: number,
): readonly FleetSize[] => {
  const count = services.length;
  const each =
    count === 0 ? measuredPerMinute : sum(services.map((one) => one.metricsPerMinute)) / count;
  const tracking =
    count === 0
      ? trackingDollars(3)
      : sum(services.map((one) => one.trackingDollarsAMonth)) / count;
  return sizes.map((size) => ({
    services: size,
    dollarsAMonth: paidMetrics(each * size, monthMinutes, 0, parameters) * dollarsPerMetric,
    trackingDollarsAMonth: tracking * size,
  }));
};

export const costOf = (given: Given): Cost => {
  const { spent, parameters, nowMs } = given;
  const { startMs, endMs } = monthSpan(nowMs);
  const monthMinutes = (endMs - startMs) / minuteMs;
  const services = given.services.map((asked): ServiceCost => {
    const metricsPerMinute = perMinuteOf(asked, parameters);
    return {
      service: keyOf(asked.observation.view.id),
      metricsPerMinute,
      dollarsAMonth: metricsPerMinute * monthMinutes * dollarsPerMetric,
      trackingDollarsAMonth: trackingDollars(asked.policy.rules.length),
    };
  });
  const { dollars, forecastDollars } = monthSpendOf(given);
  const ceiling = parameters.MonthlyMetricBudgetUsd;
  return {
    month: monthOf(nowMs),
    spent: { ...spent, dollars },
    forecastDollars,
    ceilingDollars: ceiling === 0 ? null : ceiling,
    trackingDollarsAMonth: sum(services.map((one) => one.trackingDollarsAMonth)),
    services: services.toSorted((one, other) => other.metricsPerMinute - one.metricsPerMinute),
    sizes: sizesFrom(services, given, monthMinutes),
  };
};
