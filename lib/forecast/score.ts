/** How good the forecaster is on a trace: forecasts from moments of its past, held against what came. */
import { type ForecastSettings, forecast, loadBelow, usualSettings } from './forecast.ts';
import { at, dayMs, hourMs, type LoadSeries, minuteMs, stepsIn, window } from './load-series.ts';
import { prepare } from './prepare.ts';

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

type Tally = { error: number; naive: number; load: number };

const wape = ({ error, load }: Tally): number => error / load;

const add = (tally: Tally, error: number, naive: number, load: number): void => {
  tally.error += error;
  tally.naive += naive;
  tally.load += load;
};

const newTally = (): Tally => ({ error: 0, naive: 0, load: 0 });

const scoredMs = 2 * hourMs;

export const score = (
  trace: LoadSeries,
  { historyDays, origins }: { readonly historyDays: number; readonly origins: number },
  settings: ForecastSettings = usualSettings,
): Scoring => {
  const { stepMs } = trace;
  const leads = stepsIn(scoredMs, stepMs);
  const day = stepsIn(dayMs, stepMs);
  const history = historyDays * day;
  const steps = trace.values.length;
  if (steps < history + leads + origins) {
    return { kind: 'too-short', days: steps / day, neededDays: (history + leads + origins) / day };
  }
  const { loads, observed } = prepare(trace);
  const half = stepsIn(30 * minuteMs, stepMs);
  const [halfHour, twoHours, path] = [newTally(), newTally(), newTally()];
  let [covered, headroom, count, used] = [0, 0, 0, 0];
  for (let origin = 0; origin < origins; origin += 1) {
    const now = Math.round(
      history + ((steps - leads - history) * origin) / Math.max(1, origins - 1),
    );
    const made = forecast(window(trace, history, steps - now), { ...settings, leads });
    if (made.kind === 'none') continue;
    used += 1;
    made.leads.forEach((lead, index) => {
      const target = now + index;
      if (observed[target] !== 1) return;
      const load = at(loads, target);
      const error = Math.abs(lead.expected - load);
      const naive = Math.abs(at(loads, target - day) - load);
      add(path, error, naive, load);
      if (index + 1 === half) add(halfHour, error, naive, load);
      if (index + 1 === leads) add(twoHours, error, naive, load);
      const upper = loadBelow(lead, 0.95);
      if (load <= upper) covered += 1;
      headroom += upper - load;
      count += 1;
    });
  }
  return {
    kind: 'scored',
    score: {
      historyDays,
      origins: used,
      wape30m: wape(halfHour),
      wape2h: wape(twoHours),
      wapePath: wape(path),
      pathErrorVsYesterday: path.error / path.naive,
      coverageUpper95: covered / count,
      headroomUpper95: headroom / path.load,
    },
  };
};
