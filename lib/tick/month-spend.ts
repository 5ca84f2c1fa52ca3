/** What the month's metric reads come to: the ledger so far, and the rest as often as everything is read now. */
import { looksAMinute } from '#config/interval.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { isAdaptive } from '#config/reads.ts';
import { wantedOf } from '#engine/cadence/stretch.ts';
import { pricedSignals } from '#engine/cadence/turns.ts';
import type { DecideInput } from '#engine/model.ts';
import {
  dollarsOf,
  dollarsPerMetric,
  freeRequestsAMonth,
  freeRequestsPerTick,
  type MonthSpend,
  monthSpan,
  type Spend,
} from '#lib/spend.ts';

const minuteMs = 60_000;

/** Looks inside the minute, beside the tick's own. */
const loopsFor = ({ policy }: DecideInput, parameters: ParameterValues): number =>
  policy.react === 'fast' && policy.mode === 'act' ? looksAMinute(parameters) - 1 : 0;

export const isLookedAtAgain = (asked: DecideInput, parameters: ParameterValues): boolean =>
  loopsFor(asked, parameters) > 0;

/** Metrics a minute that those looks come to. */
export const loopedPerMinute = (
  services: readonly DecideInput[],
  parameters: ParameterValues,
): number =>
  services.reduce(
    (sum, asked) => sum + loopsFor(asked, parameters) * pricedSignals(asked.policy).length,
    0,
  );

const perTickOf = (asked: DecideInput, parameters: ParameterValues): number => {
  if (!isAdaptive(parameters)) return pricedSignals(asked.policy).length;
  const { urgent, calm } = wantedOf([asked]);
  return urgent + calm;
};

/** Metrics a minute that a service is read with now. */
export const perMinuteOf = (asked: DecideInput, parameters: ParameterValues): number =>
  perTickOf(asked, parameters) + loopedPerMinute([asked], parameters);

/** What is left of the free requests goes first, where a tick needs few enough of them. */
export const paidMetrics = (
  perMinute: number,
  minutes: number,
  used: number,
  { FreeRequestsPercent }: ParameterValues,
): number => {
  const free = Math.max(0, (freeRequestsAMonth * FreeRequestsPercent) / 100 - used);
  const all = perMinute * minutes;
  return perMinute > freeRequestsPerTick ? all : Math.max(0, all - free);
};

type Given = {
  readonly services: readonly DecideInput[];
  readonly spent: Spend;
  readonly parameters: ParameterValues;
  readonly nowMs: number;
  /** How much of the fleet these services are: the others are taken to be read as they are. @default 1 */
  readonly part?: number;
};

/** A ceiling is what it comes to at most, unless more was spent before it was set. */
export const monthSpendOf = ({
  services,
  spent,
  parameters,
  nowMs,
  part = 1,
}: Given): MonthSpend => {
  const own = services.reduce((sum, asked) => sum + perMinuteOf(asked, parameters), 0);
  const perMinute = own / part;
  const restMinutes = (monthSpan(nowMs).endMs - nowMs) / minuteMs;
  const rest = paidMetrics(perMinute, restMinutes, spent.freeRequests, parameters);
  const dollars = dollarsOf(spent);
  const forecastDollars = dollars + rest * dollarsPerMetric;
  const ceiling = parameters.MonthlyMetricBudgetUsd;
  if (ceiling === 0) return { dollars, forecastDollars };
  return { dollars, forecastDollars: Math.min(forecastDollars, Math.max(ceiling, dollars)) };
};
