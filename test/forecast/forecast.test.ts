import { describe, expect, it } from 'vitest';
import { type Lead, loadBelow } from '#engine/foresight/forecast.ts';
import type { LoadSeries } from '#engine/foresight/load-series.ts';
import { forecast, usualSettings } from '#lib/forecast/forecast.ts';
import { dailyLoad, daySteps, noiseAt, series, startMs, stepMs, usual } from './support.ts';

const leadsOf = (history: LoadSeries, settings = usualSettings): readonly Lead[] => {
  const made = forecast(history, settings);
  if (made.kind === 'none') throw new Error(`no forecast of ${made.observedHours} h`);
  return made.leads;
};

const worstError = (leads: readonly Lead[], from: number, truth: (step: number) => number) =>
  Math.max(...leads.map(({ expected }, index) => Math.abs(expected / truth(from + index) - 1)));

describe('what is forecast', () => {
  it.each([3, 5, 7, 10, 14, 28])('a daily rhythm is met within 3 % from %i days', (days) => {
    const steps = days * daySteps + 5 * 12;
    const history = series(steps, (step) => dailyLoad(step) * (1 + 0.02 * noiseAt(step)));
    expect(worstError(leadsOf(history), steps, dailyLoad)).toBeLessThan(0.03);
  });

  it('a level that moved is followed: the morning rise comes on top of it', () => {
    const steps = 14 * daySteps + 5 * 12;
    const doubled = (step: number) => dailyLoad(step) * (step > 13.5 * daySteps ? 2 : 1);
    expect(worstError(leadsOf(series(steps, doubled)), steps, doubled)).toBeLessThan(0.1);
  });

  it('weekends are told from weekdays once there are two weeks', () => {
    const weekly = (step: number) =>
      dailyLoad(step) * (Math.floor(step / daySteps) % 7 >= 5 ? 0.4 : 1);
    const steps = 19 * daySteps + 6 * 12;
    expect(worstError(leadsOf(series(steps, weekly)), steps, weekly)).toBeLessThan(0.1);
  });

  it('the forecast is proportional to the load: units do not matter', () => {
    const history = usual(10);
    const millions = { ...history, values: history.values.map((load) => load * 1e6) };
    const [plain, large] = [leadsOf(history), leadsOf(millions)];
    plain.forEach(({ expected, below }, index) => {
      expect((large[index]?.expected ?? 0) / 1e6 / expected).toBeCloseTo(1, 6);
      expect((large[index]?.below.at(-1) ?? 0) / 1e6 / (below.at(-1) ?? 0)).toBeCloseTo(1, 6);
    });
  });

  it('bounds are in order, and around what is expected', () => {
    for (const lead of leadsOf(usual(14))) {
      expect([...lead.below]).toEqual(lead.below.toSorted((a, b) => a - b));
      expect(loadBelow(lead, 0.05)).toBeLessThan(lead.expected);
      expect(loadBelow(lead, 0.95)).toBeGreaterThan(lead.expected);
    }
  });

  it('the noisier the load, the wider the bounds', () => {
    const widthOf = (noise: number): number => {
      const noisy = series(10 * daySteps, (step) => dailyLoad(step) * (1 + noise * noiseAt(step)));
      const [lead] = leadsOf(noisy);
      return lead === undefined ? 0 : loadBelow(lead, 0.95) / lead.expected - 1;
    };
    expect(widthOf(0.2)).toBeGreaterThan(3 * widthOf(0.02));
  });
});

describe('known events', () => {
  const steps = 14 * daySteps;
  const event = (startStep: number) => ({
    name: 'match',
    startMs: startMs + startStep * stepMs,
    endMs: startMs + (startStep + 12) * stepMs,
  });

  it('an event multiplies the forecast by what its owner says', () => {
    const effect = { kind: 'times', factor: 3 } as const;
    const history = usual(14);
    const plain = leadsOf(history);
    const leads = leadsOf(history, { ...usualSettings, events: [{ ...event(steps), effect }] });
    leads.forEach(({ expected }, index) => {
      expect(expected / (plain[index]?.expected ?? 0)).toBeCloseTo(index < 12 ? 3 : 1, 6);
    });
  });

  it('an event does as the last one of its name did', () => {
    const last = 10 * daySteps;
    const crowded = series(
      steps,
      (step) => dailyLoad(step) * (step >= last && step < last + 12 ? 4 : 1),
    );
    const effect = { kind: 'learnt' } as const;
    const events = [last, steps].map((step) => ({ ...event(step), effect }));
    const leads = leadsOf(crowded, { ...usualSettings, events });
    expect(worstError(leads.slice(0, 12), steps, (step) => 4 * dailyLoad(step))).toBeLessThan(0.1);
    expect(worstError(leads.slice(12), steps + 12, dailyLoad)).toBeLessThan(0.1);
  });

  it('an event that never happened before changes nothing', () => {
    const events = [{ ...event(steps), effect: { kind: 'learnt' } as const }];
    const history = usual(14);
    expect(leadsOf(history, { ...usualSettings, events })).toEqual(leadsOf(history));
  });
});
