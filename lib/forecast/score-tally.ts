/** Sums over many forecasts, held against what came. What was not measured is not held against anyone. */
import { type Forecast, type Lead, loadBelow } from '#engine/foresight/forecast.ts';
import { at, dayMs, minuteMs, stepsIn } from '#engine/foresight/load-series.ts';
import type { Prepared } from './prepare.ts';

export type ErrorSums = { error: number; naiveError: number; load: number };

export type Tally = {
  readonly halfHour: ErrorSums;
  /** The last lead. */
  readonly end: ErrorSums;
  readonly path: ErrorSums;
  forecasts: number;
  covered: number;
  headroom: number;
  count: number;
};

const noErrors = (): ErrorSums => ({ error: 0, naiveError: 0, load: 0 });

export const emptyTally = (): Tally => ({
  halfHour: noErrors(),
  end: noErrors(),
  path: noErrors(),
  forecasts: 0,
  covered: 0,
  headroom: 0,
  count: 0,
});

export const wapeOf = ({ error, load }: ErrorSums): number => error / load;

const addErrors = (sums: ErrorSums, lead: Lead, load: number, yesterday: number): void => {
  sums.error += Math.abs(lead.expected - load);
  sums.naiveError += Math.abs(yesterday - load);
  sums.load += load;
};

/** `end` is the step after the history that the forecast was made from. */
export const addForecast = (tally: Tally, made: Forecast, truth: Prepared, end: number): void => {
  if (made.kind === 'none') return;
  const { loads, observed, stepMs } = truth;
  const halfHour = stepsIn(30 * minuteMs, stepMs) - 1;
  tally.forecasts += 1;
  for (const [index, lead] of made.leads.entries()) {
    const step = end + index;
    if (observed[step] !== 1) continue;
    const load = at(loads, step);
    const yesterday = at(loads, step - stepsIn(dayMs, stepMs));
    addErrors(tally.path, lead, load, yesterday);
    if (index === halfHour) addErrors(tally.halfHour, lead, load, yesterday);
    if (index === made.leads.length - 1) addErrors(tally.end, lead, load, yesterday);
    const upper = loadBelow(lead, 0.95);
    tally.covered += load <= upper ? 1 : 0;
    tally.headroom += upper - load;
    tally.count += 1;
  }
};
