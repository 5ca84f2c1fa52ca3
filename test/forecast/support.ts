/** Loads made of a formula, so that a test can say what is to come. */
import { dayMs, hourMs, type LoadSeries, minuteMs } from '#engine/foresight/load-series.ts';

export const stepMs = 5 * minuteMs;
/** A Monday, at midnight. */
export const startMs = Date.UTC(2026, 0, 5);
export const daySteps = dayMs / stepMs;

/** Noise of a fixed seed in -1 … 1, the same on every machine. */
export const noiseAt = (step: number): number => {
  let hash = Math.imul(step ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 31 - 1;
};

/** Quiet nights, busy afternoons. */
export const dailyLoad = (step: number): number => {
  const hour = ((step * stepMs) % dayMs) / hourMs;
  return 1000 + 600 * Math.sin((2 * Math.PI * (hour - 9)) / 24);
};

export const series = (steps: number, load: (step: number) => number): LoadSeries => ({
  startMs,
  stepMs,
  values: Float64Array.from({ length: steps }, (_, step) => load(step)),
});

/** A week of days with a little noise, long enough for every expert. */
export const usual = (days: number): LoadSeries =>
  series(days * daySteps, (step) => dailyLoad(step) * (1 + 0.02 * noiseAt(step)));
