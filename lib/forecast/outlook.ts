/** The next two hours closely, and the next day by the hour. */
import type { Forecast } from '#engine/foresight/forecast.ts';
import { coarser, hourMs, type LoadSeries, stepsIn } from '#engine/foresight/load-series.ts';
import { type ForecastSettings, forecast } from './forecast.ts';

export type Outlook = { readonly near: Forecast; readonly far: Forecast };

const nearMs = 2 * hourMs;
const farHours = 24;

export const outlook = (
  series: LoadSeries,
  settings: Omit<ForecastSettings, 'leads'>,
): Outlook => ({
  near: forecast(series, { ...settings, leads: stepsIn(nearMs, series.stepMs) }),
  far: forecast(coarser(series, stepsIn(hourMs, series.stepMs)), { ...settings, leads: farHours }),
});
