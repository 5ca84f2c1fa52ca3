/** What the wall clock says of a moment, as columns for a regression. Days count from 1970-01-01, a Thursday. */
import { dayMs, hourMs } from '#engine/foresight/load-series.ts';

/** Three waves a day: enough for a morning rise, a lunch dip and an evening peak. */
export const dailyWaves = 3;

const weekdayOf = (wallMs: number): number => (Math.floor(wallMs / dayMs) + 4) % 7;

/** 0 for Sunday … 6 for Saturday. */
export const isWeekend = (wallMs: number): boolean => weekdayOf(wallMs) % 6 === 0;

export const isBusinessHour = (wallMs: number): boolean => {
  const hour = (wallMs % dayMs) / hourMs;
  return !isWeekend(wallMs) && hour >= 9 && hour < 17;
};

export type Calendar = {
  /** Per step: cosine and sine of each daily wave. */
  readonly waves: Float64Array;
  /** Per step: 1 on a weekend, 1 in business hours. */
  readonly flags: Float64Array;
};

export const flagCount = 2;

export const calendarOf = (
  { startMs, stepMs, utcOffsetMs }: { startMs: number; stepMs: number; utcOffsetMs: number },
  steps: number,
): Calendar => {
  const waves = new Float64Array(steps * dailyWaves * 2);
  const flags = new Float64Array(steps * flagCount);
  for (let step = 0; step < steps; step += 1) {
    const wallMs = startMs + step * stepMs + utcOffsetMs;
    for (let wave = 0; wave < dailyWaves; wave += 1) {
      const angle = (2 * Math.PI * (wave + 1) * (wallMs % dayMs)) / dayMs;
      waves[(step * dailyWaves + wave) * 2] = Math.cos(angle);
      waves[(step * dailyWaves + wave) * 2 + 1] = Math.sin(angle);
    }
    flags[step * flagCount] = isWeekend(wallMs) ? 1 : 0;
    flags[step * flagCount + 1] = isBusinessHour(wallMs) ? 1 : 0;
  }
  return { waves, flags };
};
