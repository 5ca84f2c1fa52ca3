/**
 * Predictive scaling of Application Auto Scaling beside target tracking: an hourly forecast for 48 h, made anew every 6 h from
 * up to 14 days and at least one. It only ever raises: what an hour needs is the least there is from 300 s before it until
 * it ends (of two policies the larger count holds). What one task carries at the target is known to it exactly.
 */
import { beginTracking, type TrackingSettings } from './aas-tracking.ts';
import { roundUp, within } from './bounds.ts';
import { forecastAt, forecastHours, type HourlyForecast } from './hourly-forecast.ts';
import type { Scaler, Sight } from './scaler.ts';

export type PredictiveSettings = TrackingSettings & {
  /** Requests a second that take one task to 100 %. */
  readonly capacityPerTask: number;
  readonly horizonHours: number;
  readonly refreshHours: number;
  readonly bufferSeconds: number;
};

export const predictiveAsItComes = (
  tracking: TrackingSettings,
  capacityPerTask: number,
): PredictiveSettings => ({
  ...tracking,
  capacityPerTask,
  horizonHours: 48,
  refreshHours: 6,
  bufferSeconds: 300,
});

const hourMs = 3_600_000;

type Made = { readonly atMs: number; readonly forecast: HourlyForecast };

const refreshed = (made: Made | null, sight: Sight, settings: PredictiveSettings): Made | null => {
  const { nowMs, hours } = sight;
  if (made !== null && nowMs < made.atMs + settings.refreshHours * hourMs) return made;
  const forecast = forecastHours(hours, settings.horizonHours);
  return forecast === null ? made : { atMs: nowMs, forecast };
};

/** Tasks that this hour needs, and the next one too when it begins within the buffer. */
const floorOf = (made: Made | null, nowMs: number, settings: PredictiveSettings): number => {
  if (made === null) return 0;
  const { capacityPerTask, targetPercent, bufferSeconds } = settings;
  const requests = Math.max(
    forecastAt(made.forecast, nowMs),
    forecastAt(made.forecast, nowMs + bufferSeconds * 1000),
  );
  return roundUp(requests / 3600 / ((capacityPerTask * targetPercent) / 100));
};

const beginPredictive = (settings: PredictiveSettings): ((sight: Sight) => number) => {
  const track = beginTracking(settings);
  let made: Made | null = null;
  return (sight) => {
    made = refreshed(made, sight, settings);
    const floor = within(settings, floorOf(made, sight.nowMs, settings));
    return track(sight, { min: floor, max: settings.max });
  };
};

export const aasPredictive = (settings: PredictiveSettings): Scaler => ({
  name: 'aas-predictive',
  settings,
  everySeconds: settings.resolutionSeconds,
  begin: () => beginPredictive(settings),
});
