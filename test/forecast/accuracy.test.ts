import { describe, expect, it } from 'vitest';
import type { Lead } from '#engine/foresight/forecast.ts';
import type { LoadSeries } from '#engine/foresight/load-series.ts';
import { trustIn } from '#engine/foresight/trust.ts';
import { forecast } from '#lib/forecast/forecast.ts';
import { dailyLoad, daySteps, noiseAt, series, usual } from './support.ts';

const lastLead = (history: LoadSeries): Lead | undefined => {
  const made = forecast(history);
  return made.kind === 'none' ? undefined : made.leads.at(-1);
};

describe('trust in a forecast', () => {
  it.each([
    { error: 0.05, asNow: 0.2, kind: 'trusted' },
    { error: 0.15, asNow: 0.2, kind: 'trusted' },
    { error: 0.16, asNow: 0.3, kind: 'inaccurate' },
    { error: 0.05, asNow: 0.05, kind: 'no-better' },
    { error: 0, asNow: 0, kind: 'trusted' },
  ])('an error of $error where "as now" has $asNow: $kind', ({ error, asNow, kind }) => {
    const accuracy = { forecastError: error, asNowError: asNow, asYesterdayError: null };
    expect(trustIn(accuracy).kind).toBe(kind);
  });

  it('what was never tried is not trusted', () => {
    expect(trustIn(null).kind).toBe('untried');
  });

  it('a daily rhythm is trusted two hours ahead', () => {
    const accuracy = lastLead(usual(14))?.accuracy ?? null;
    expect(trustIn(accuracy).kind).toBe('trusted');
    expect(accuracy?.forecastError).toBeLessThan(0.03);
    expect(accuracy?.asNowError).toBeGreaterThan(0.15);
  });

  it('pure chance is not', () => {
    const chance = series(14 * daySteps, (step) => 1000 * (1 + noiseAt(step)));
    expect(trustIn(lastLead(chance)?.accuracy ?? null).kind).toBe('inaccurate');
  });

  it('accuracy is measured out of sample: learning by heart does not help', () => {
    const randomDays = series(
      14 * daySteps,
      (step) => dailyLoad(step) * (1 + 0.5 * noiseAt(Math.floor(step / 12))),
    );
    expect(lastLead(randomDays)?.accuracy?.forecastError).toBeGreaterThan(0.2);
  });
});
