/** Requests by the hour of the clock. An hour that began before the trial did is not whole, and not told. */
import type { HourPoint, MetricPoint } from '../scalers/scaler.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Takes minutes in order; `submit` gets each hour when it is over. */
export const createHours = (submit: (point: HourPoint, endMs: number) => void) => {
  let hour: HourPoint | null = null;
  return ({ atMs, requests }: MetricPoint): void => {
    if (atMs % hourMs === 0) hour = { atMs, requests: 0 };
    if (hour === null) return;
    hour = { atMs: hour.atMs, requests: hour.requests + requests };
    const endMs = atMs + minuteMs;
    if (endMs % hourMs === 0) submit(hour, endMs);
  };
};
