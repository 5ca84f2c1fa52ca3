/** The bill of a fleet of any size, from what each of its services reads. */

import { intervalMsOf } from '#config/interval.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { dollarsPerMetric } from '#lib/spend.ts';
import { paidMetrics } from '#lib/tick/month-spend.ts';
import { type Bill, billOf } from './bill.ts';
import { withLooks } from './looks.ts';
import { measuredTicks } from './measured-ticks.ts';
import { type TickUsage, tickUsageOf } from './tick-usage.ts';

export type ReadsOfOne = {
  readonly metricsPerMinute: number;
  /** Asked of its past in an hour, for forecasts: less than one where it is learnt every fourth hour only. */
  readonly learningMetrics: number;
  /** Times an hour that its past is learnt. */
  readonly learningsAnHour: number;
  /** How many of the services are looked at inside the minute, from 0 to 1. @default 0 */
  readonly fastRatio?: number;
};

const minuteMs = 60_000;
const minutesAnHour = 60;

/** A month of 730 hours, as AWS reckons its own examples. */
export const monthMinutes = 43_800;

export type MonthOptions = {
  /** @default 730 hours */
  readonly minutes?: number;
  /** @default those of the last bench */
  readonly ticks?: readonly [TickUsage, ...TickUsage[]];
};

export const fleetBillOf = (
  services: number,
  { metricsPerMinute, learningMetrics, learningsAnHour, fastRatio = 0 }: ReadsOfOne,
  parameters: ParameterValues,
  { minutes = monthMinutes, ticks: measured = measuredTicks }: MonthOptions = {},
): Bill => {
  const serviceHours = services * (minutes / minutesAnHour);
  const ticks = (minutes * minuteMs) / intervalMsOf(parameters);
  const wanted = paidMetrics(services * metricsPerMinute, minutes, 0, parameters);
  const ceiling = parameters.MonthlyMetricBudgetUsd;
  return billOf({
    minutes,
    ticks,
    tick: withLooks(tickUsageOf(services, measured), { services, fastRatio }, parameters),
    paidMetrics: ceiling === 0 ? wanted : Math.min(wanted, ceiling / dollarsPerMetric),
    learningMetrics: serviceHours * learningMetrics,
    learnings: serviceHours * learningsAnHour,
  });
};
