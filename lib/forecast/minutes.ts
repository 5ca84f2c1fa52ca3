/** A forecast from minutes: five of them are a step, since single ones are mostly chance. */
import type { Forecast } from '#engine/foresight/forecast.ts';
import {
  coarser,
  hourMs,
  type LoadSeries,
  minuteMs,
  stepsIn,
} from '#engine/foresight/load-series.ts';
import { type ForecastSettings, forecast, usualSettings } from './forecast.ts';

const stepMs = 5 * minuteMs;
const reachMs = 2 * hourMs;

export const forecastOfMinutes = (
  minutes: LoadSeries,
  settings: Omit<ForecastSettings, 'leads'> = usualSettings,
): Forecast => {
  const series = minutes.stepMs >= stepMs ? minutes : coarser(minutes, stepMs / minutes.stepMs);
  return forecast(series, { ...settings, leads: Math.min(24, stepsIn(reachMs, series.stepMs)) });
};
