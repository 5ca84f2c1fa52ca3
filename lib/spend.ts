/** What metric reads cost, by the month: CloudWatch gives its free requests and sends its bill by it. */

/** Reads of a month, by what they cost. */
export type Spend = {
  /** Requests of GetMetricStatistics, of which an account has a million free a month. */
  readonly freeRequests: number;
  /** Metrics asked of GetMetricData, none of which is free. */
  readonly paidMetrics: number;
};

/** What a month's reads come to, as of a moment in it. */
export type MonthSpend = {
  readonly dollars: number;
  /** By the end of the month, if reads go on as they do now. */
  readonly forecastDollars: number;
};

export const noSpend: Spend = { freeRequests: 0, paidMetrics: 0 };

export const sumOfSpend = (one: Spend, other: Spend): Spend => ({
  freeRequests: one.freeRequests + other.freeRequests,
  paidMetrics: one.paidMetrics + other.paidMetrics,
});

/** $0.01 for 1,000, in every commercial region; list price of November 2026. */
export const dollarsPerMetric: number = 0.01 / 1000;

/** A month and an account, shared with everybody in it who reads metrics. */
export const freeRequestsAMonth = 1_000_000;

/** More of them, one metric each, would take a tick longer than one paid call for all. */
export const freeRequestsPerTick = 60;

export const dollarsOf = ({ paidMetrics }: Spend): number => paidMetrics * dollarsPerMetric;

/** `2026-11`, in UTC as the bill is. */
export const monthOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 7);

export type MonthSpan = { readonly startMs: number; readonly endMs: number };

export const monthSpan = (atMs: number): MonthSpan => {
  const at = new Date(atMs);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return { startMs: Date.UTC(year, month, 1), endMs: Date.UTC(year, month + 1, 1) };
};

const minuteMs = 60_000;

/** The last hours of a month must not be asked to make up for all of it. */
const shortestRestMinutes = 60;

/** What is left, spread evenly over what is left of the month; what quiet nights save is there by day. */
export const affordableAMinute = (spend: Spend, ceilingDollars: number, nowMs: number): number => {
  const restMinutes = (monthSpan(nowMs).endMs - nowMs) / minuteMs;
  const left = Math.max(0, ceilingDollars - dollarsOf(spend)) / dollarsPerMetric;
  return left / Math.max(shortestRestMinutes, restMinutes);
};
