/**
 * An hourly forecast, brought up to date: what came since it was made says by how much it is off, and so far as such
 * errors used to last, it is off by that much later too.
 */
import type { Lead, MadeForecast } from './forecast.ts';
import { at, type LoadSeries, minuteMs } from './load-series.ts';

/** The error of the last quarter of an hour counts: of one step it would be noise. */
const comparedMs = 15 * minuteMs;
/** What comes to less than was forecast must have done so for as long as this. */
const quietMs = 60 * minuteMs;
export const comparedSeconds: number = quietMs / 1000;
/** An error halves in so long; on traces the best was between half an hour and two. */
const halvedMs = 60 * minuteMs;
/** A service that is off by more than this is not the one that was forecast. */
const mostCorrection = 4;

const expectedAt = ({ leads, madeAtMs, stepMs }: MadeForecast, atMs: number): number =>
  leads[Math.floor((atMs - madeAtMs) / stepMs)]?.expected ?? Number.NaN;

/** NaN of nothing. */
const middleOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Measured over expected of the newest steps that were forecast; 1 where there are none. */
const ratioOver = (made: MadeForecast, latest: LoadSeries, spanMs: number): number => {
  const ratios: number[] = [];
  const steps = Math.ceil(spanMs / latest.stepMs);
  for (let step = latest.values.length - steps; step < latest.values.length; step += 1) {
    const expected = expectedAt(made, latest.startMs + step * latest.stepMs);
    if (expected > 0) ratios.push(at(latest.values, step) / expected);
  }
  const ratio = middleOf(ratios.filter(Number.isFinite));
  return Number.isNaN(ratio) ? 1 : Math.min(mostCorrection, Math.max(1 / mostCorrection, ratio));
};

/** A rise that begins some minutes later than forecast is no quiet day: less is believed after an hour of it. */
const offBy = (made: MadeForecast, latest: LoadSeries): number => {
  const lately = ratioOver(made, latest, comparedMs);
  return lately >= 1 ? lately : Math.max(lately, Math.min(1, ratioOver(made, latest, quietMs)));
};

/** The leads that are still to come, corrected. `nowMs` is the end of the latest load. */
export const freshLeads = (
  made: MadeForecast,
  latest: LoadSeries,
  nowMs: number,
): readonly Lead[] => {
  const ratio = offBy(made, latest);
  return made.leads.flatMap((lead) => {
    const aheadMs = made.madeAtMs + lead.aheadMs - nowMs;
    if (aheadMs <= 0) return [];
    const factor = ratio ** (0.5 ** (aheadMs / halvedMs));
    return [
      {
        ...lead,
        aheadMs,
        expected: lead.expected * factor,
        below: lead.below.map((load) => load * factor),
      },
    ];
  });
};
