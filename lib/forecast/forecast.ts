/** The forecast of one service's load: what is expected at each lead, and what stays below which bound. */
import { boundsOf, levels } from './bounds.ts';
import { expertsFor } from './experts.ts';
import { forecastLead } from './lead-forecast.ts';
import { dayMs, endOf, type LoadSeries, stepsIn, window } from './load-series.ts';
import { type Method, methodFor } from './method.ts';
import { type Prepared, prepare } from './prepare.ts';
import { firstRowOf, rowsFor } from './rows.ts';

export type Lead = {
  readonly aheadMs: number;
  readonly expected: number;
  /** What the load stays below with the chance of the same place in `levels`. */
  readonly below: readonly number[];
};

export type Forecast =
  | {
      readonly kind: 'forecast';
      readonly method: Method;
      /** The end of the history; leads count from here. */
      readonly madeAtMs: number;
      readonly stepMs: number;
      readonly highestLoad: number;
      readonly leads: readonly Lead[];
    }
  /** Too little was measured to say anything. */
  | { readonly kind: 'none'; readonly observedHours: number };

export type ForecastSettings = {
  /** Steps to look ahead, 24 at most. */
  readonly leads: number;
  /** Local time minus UTC, for weekends and business hours. */
  readonly utcOffsetMs: number;
  /** No forecast exceeds the highest load seen by more than this factor. */
  readonly ceilingRatio: number;
};

export const usualSettings: ForecastSettings = { leads: 24, utcOffsetMs: 0, ceilingRatio: 3 };

/** Older days say little and cost time. */
const longestHistoryMs = 28 * dayMs;

const leadsOf = (
  history: Prepared,
  method: Method,
  { leads, utcOffsetMs, ceilingRatio }: ForecastSettings,
): readonly Lead[] => {
  const { loads, stepMs, highestLoad, observed } = history;
  const experts = expertsFor(method, history, utcOffsetMs);
  const steps = loads.length;
  const first = firstRowOf(method, stepMs);
  const ceiling = highestLoad * ceilingRatio;
  return Array.from({ length: leads }, (_, index) => {
    const ahead = index + 1;
    const rows = rowsFor({ steps, stepMs, first }, observed, ahead);
    const lead = forecastLead(experts, ahead, rows);
    return {
      aheadMs: ahead * stepMs,
      expected: Math.min(lead.expected, ceiling),
      below: boundsOf(lead, history, rows, ahead).map((load) => Math.min(load, ceiling)),
    };
  });
};

export const forecast = (
  series: LoadSeries,
  settings: ForecastSettings = usualSettings,
): Forecast => {
  const recent = window(series, stepsIn(longestHistoryMs, series.stepMs));
  const history = prepare(recent);
  const method = methodFor(history);
  if (method.kind === 'none') return method;
  return {
    kind: 'forecast',
    method,
    madeAtMs: endOf(series),
    stepMs: series.stepMs,
    highestLoad: history.highestLoad,
    leads: leadsOf(history, method, settings),
  };
};

/** What the load of a lead stays below with this chance, which must be one of `levels`. */
export const loadBelow = (lead: Lead, level: (typeof levels)[number]): number =>
  lead.below[levels.indexOf(level)] ?? lead.expected;
