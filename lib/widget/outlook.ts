/** What was learnt of a signal, in tasks where the target is known, as the views draw it. */
import { explainDoubt } from '#engine/explain/ahead.ts';
import {
  type Forecast,
  type Lead,
  loadBelow,
  type MadeForecast,
} from '#engine/foresight/forecast.ts';
import type { SummaryRow } from '#lib/fleet-summary.ts';
import type { Learnt, LearntDoubt, LearntSignal } from '#lib/learnt.ts';
import type { BandSample } from './chart.ts';
import { percentOf } from './words.ts';

export type Outlook = {
  readonly signal: string;
  /** `tasks`: load over the target. `load`: as it was measured, where no target says what a task bears. */
  readonly unit: 'tasks' | 'load';
  readonly madeAtMs: number;
  readonly band: readonly BandSample[];
  /** Off by this share, about an hour ahead; `null` when it could not be tried yet. */
  readonly errorRatio: number | null;
  readonly asNowRatio: number | null;
  /** `null`: good enough to act on. */
  readonly doubt: string | null;
};

export type NoOutlook = { readonly kind: 'none'; readonly why: string };

const band = { low: 0.05, high: 0.95 } as const;

const hourMs = 3_600_000;

/** The lead that people mean by "in an hour". */
const hourAhead = (leads: readonly Lead[]): Lead | undefined =>
  leads.reduce<Lead | undefined>(
    (best, lead) =>
      best === undefined || Math.abs(lead.aheadMs - hourMs) < Math.abs(best.aheadMs - hourMs)
        ? lead
        : best,
    undefined,
  );

const doubtText = (doubt: LearntDoubt): string =>
  doubt.kind === 'unread' ? `its history could not be read: ${doubt.cause}` : explainDoubt(doubt);

type Moment = { readonly atMs: number; readonly lead: Lead };

const momentsOf = ({ madeAtMs, leads }: MadeForecast): readonly Moment[] =>
  leads.map((lead) => ({ atMs: madeAtMs + lead.aheadMs, lead }));

/** Five minutes apart as far as they reach, then by the hour: what is for people only may be hours old. */
const allMoments = (near: MadeForecast, day: Forecast): readonly Moment[] => {
  const moments = momentsOf(near);
  if (day.kind === 'none') return moments;
  const lastMs = moments.at(-1)?.atMs ?? near.madeAtMs;
  return [...moments, ...momentsOf(day).filter(({ atMs }) => atMs > lastMs)];
};

const outlookOf = (
  signal: string,
  { doubt, day }: LearntSignal,
  forecast: MadeForecast,
  target: number | null,
): Outlook => {
  const { leads, madeAtMs } = forecast;
  const per = target ?? 1;
  const accuracy = hourAhead(leads)?.accuracy ?? null;
  return {
    signal,
    unit: target === null ? 'load' : 'tasks',
    madeAtMs,
    band: allMoments(forecast, day).map(({ atMs, lead }) => ({
      atMs,
      low: loadBelow(lead, band.low) / per,
      mid: lead.expected / per,
      high: loadBelow(lead, band.high) / per,
    })),
    errorRatio: accuracy?.forecastError ?? null,
    asNowRatio: accuracy?.asNowError ?? null,
    doubt: doubt === null ? null : doubtText(doubt),
  };
};

/** Of the signal that the row shows, if that was learnt; else of the first that was. */
export const outlookFor = (
  { signal: shown }: Pick<SummaryRow, 'signal'>,
  learnt: Learnt | null,
): Outlook | NoOutlook => {
  const signals = Object.entries(learnt?.signals ?? {});
  const chosen = signals.find(([name]) => name === shown?.name) ?? signals[0];
  if (chosen === undefined) return { kind: 'none', why: 'nothing was learnt of its past yet' };
  const [name, signal] = chosen;
  const { forecast } = signal.foresight;
  if (forecast.kind === 'none') {
    const hours = Math.round(forecast.observedHours);
    return { kind: 'none', why: `only ${hours} h of its past are known` };
  }
  const target = name === shown?.name ? shown.target : null;
  return outlookOf(name, signal, forecast, target);
};

export const accuracyText = ({ errorRatio, asNowRatio }: Outlook): string => {
  if (errorRatio === null) return 'not tried yet';
  const own = `${percentOf(Math.max(0, 1 - errorRatio))} accurate`;
  return asNowRatio === null ? own : `${own}, “as now” ${percentOf(Math.max(0, 1 - asNowRatio))}`;
};
