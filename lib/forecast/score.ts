/** How good the forecaster is on a trace: forecasts from moments of its past, held against what came. */
import type { Forecast } from '#engine/foresight/forecast.ts';
import { dayMs, hourMs, type LoadSeries, stepsIn, window } from '#engine/foresight/load-series.ts';
import { type ForecastSettings, forecast, usualSettings } from './forecast.ts';
import { type Prepared, prepare } from './prepare.ts';
import { addForecast, emptyTally, type Tally, wapeOf } from './score-tally.ts';

export type Score = {
  readonly historyDays: number;
  readonly origins: number;
  /** Sum of absolute errors over sum of loads: at half an hour (or one step), at two hours, and of every lead to there. */
  readonly wape30m: number;
  readonly wape2h: number;
  readonly wapePath: number;
  /** Errors of every lead to two hours, relative to those of "the same time yesterday". */
  readonly pathErrorVsYesterday: number;
  /** Share of loads that stayed below the bound of 95 %. */
  readonly coverageUpper95: number;
  /** How far above the load that bound was on average, relative to the load. */
  readonly headroomUpper95: number;
};

export type Scoring =
  | { readonly kind: 'scored'; readonly score: Score }
  | { readonly kind: 'too-short'; readonly days: number; readonly neededDays: number };

export type ScoreSettings = {
  readonly historyDays: number;
  /** Moments to forecast from, spread evenly over what comes after the first history. */
  readonly origins: number;
};

const scoredMs = 2 * hourMs;

const scoreOf = (tally: Tally, historyDays: number): Score => ({
  historyDays,
  origins: tally.forecasts,
  wape30m: wapeOf(tally.halfHour),
  wape2h: wapeOf(tally.end),
  wapePath: wapeOf(tally.path),
  pathErrorVsYesterday: tally.path.error / tally.path.naiveError,
  coverageUpper95: tally.covered / tally.count,
  headroomUpper95: tally.headroom / tally.path.load,
});

const forecastsOf = function* (
  trace: LoadSeries,
  { historyDays, origins }: ScoreSettings,
  settings: ForecastSettings,
): Generator<{ readonly made: Forecast; readonly end: number }> {
  const history = historyDays * stepsIn(dayMs, trace.stepMs);
  const steps = trace.values.length;
  const room = steps - settings.leads - history;
  for (let origin = 0; origin < origins; origin += 1) {
    const end = Math.round(history + (room * origin) / Math.max(1, origins - 1));
    yield { made: forecast(window(trace, history, steps - end), settings), end };
  }
};

export const score = (
  trace: LoadSeries,
  asked: ScoreSettings,
  settings: Omit<ForecastSettings, 'leads'> = usualSettings,
): Scoring => {
  const leads = stepsIn(scoredMs, trace.stepMs);
  const day = stepsIn(dayMs, trace.stepMs);
  const needed = asked.historyDays * day + leads + asked.origins;
  const steps = trace.values.length;
  if (steps < needed) return { kind: 'too-short', days: steps / day, neededDays: needed / day };
  const truth: Prepared = prepare(trace);
  const tally = emptyTally();
  for (const { made, end } of forecastsOf(trace, asked, { ...settings, leads })) {
    addForecast(tally, made, truth, end);
  }
  return { kind: 'scored', score: scoreOf(tally, asked.historyDays) };
};
