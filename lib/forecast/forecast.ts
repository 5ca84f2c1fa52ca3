/** The forecast of one service's load: what is expected at each lead, and what stays below which bound. */
import type { Forecast, Lead, Method } from '#engine/foresight/forecast.ts';
import { dayMs, endOf, type LoadSeries, stepsIn, window } from '#engine/foresight/load-series.ts';
import { accuracyOf } from './accuracy.ts';
import { boundsOf } from './bounds.ts';
import { expertsFor } from './experts.ts';
import { type EventFactor, eventFactors, type KnownEvent, withoutEvents } from './known-events.ts';
import { forecastLead } from './lead-forecast.ts';
import { methodFor } from './method.ts';
import { type Prepared, prepare } from './prepare.ts';
import { firstRowOf, rowsFor } from './rows.ts';

export type ForecastSettings = {
  /** Steps to look ahead, 24 at most. */
  readonly leads: number;
  /** Local time minus UTC, for weekends and business hours. */
  readonly utcOffsetMs: number;
  /** No forecast exceeds the highest load seen by more than this factor, and that of the events to come. */
  readonly ceilingRatio: number;
  /** Past ones too: they are taken out of the history. */
  readonly events: readonly KnownEvent[];
};

export const usualSettings: ForecastSettings = {
  leads: 24,
  utcOffsetMs: 0,
  ceilingRatio: 3,
  events: [],
};

/** Older days say little and cost time. */
const longestHistoryMs = 28 * dayMs;

const leadsOf = (
  history: Prepared,
  method: Method,
  { leads, utcOffsetMs, ceilingRatio }: ForecastSettings,
  factorAt: EventFactor,
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
    const factor = factorAt(history.startMs + (steps - 1 + ahead) * stepMs);
    const asked = (load: number): number => Math.min(load, ceiling) * factor;
    return {
      aheadMs: ahead * stepMs,
      expected: asked(lead.expected),
      below: boundsOf(lead, history, rows, ahead).map(asked),
      eventFactor: factor,
      accuracy: accuracyOf(lead.heldOut, history, rows, ahead),
    };
  });
};

export const forecast = (
  series: LoadSeries,
  settings: ForecastSettings = usualSettings,
): Forecast => {
  const recent = window(series, stepsIn(longestHistoryMs, series.stepMs));
  const factorAt = eventFactors(recent, settings.events);
  const history = prepare(settings.events.length === 0 ? recent : withoutEvents(recent, factorAt));
  const method = methodFor(history);
  if (method.kind === 'none') return method;
  return {
    kind: 'forecast',
    method,
    madeAtMs: endOf(series),
    stepMs: series.stepMs,
    highestLoad: history.highestLoad,
    leads: leadsOf(history, method, settings, factorAt),
  };
};
