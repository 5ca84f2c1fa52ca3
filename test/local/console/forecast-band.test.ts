import { describe, expect, it } from 'vitest';
import { forecastBand } from '#local/console/forecast-band.ts';
import type { ServiceForesight } from '#local/console/foresights.ts';
import { forecastOf } from '../../engine/foresight/support.ts';
import { minuteMs, policyOf, ruleDefaults, startMs } from '../../engine/support.ts';

const learnt = (signal: string, doubt: string | null = null): ServiceForesight => ({
  signal,
  doubt,
  forecast: forecastOf((step) => 600 + step, { madeAtMs: startMs }),
});

const policy = (signal: string) =>
  policyOf({
    rules: [
      {
        ...ruleDefaults,
        kind: 'forecast',
        name: 'forecast',
        signal,
        target: 60,
        level: 0.95,
        leadSeconds: 150,
        holdSeconds: 1800,
        mostErrorRatio: 0.15,
        highestMultiple: 3,
      },
    ],
  });

describe('the band that the page draws', () => {
  it('has each load in the middle of its step, between what it is below one and 19 times in 20', () => {
    const band = forecastBand([learnt('cpu')], policy('cpu'));
    expect(band?.leads).toHaveLength(24);
    expect(band?.leads[1]).toEqual({
      atMs: startMs + 7.5 * minuteMs,
      expected: 601,
      low: 601,
      high: 601 * 1.2,
    });
  });

  it('is of requests a second, as they are drawn', () => {
    expect(forecastBand([learnt('requests')], policy('cpu'))?.leads[0]?.expected).toBe(10);
  });

  it('has no end where nobody knows one, so what is expected stands in', () => {
    const { forecast, ...rest } = learnt('cpu');
    const leads = forecast.leads.map((lead) => ({
      ...lead,
      below: lead.below.map(() => Number.POSITIVE_INFINITY),
    }));
    const band = forecastBand([{ ...rest, forecast: { ...forecast, leads } }], policy('cpu'));
    expect(band?.leads[0]?.high).toBe(600);
  });

  it('is of the signal that a rule goes by', () => {
    const both = [learnt('cpu'), learnt('requests')];
    expect(forecastBand(both, policy('requests'))?.signal).toBe('requests');
    expect(forecastBand(both, policy('cpu'))?.signal).toBe('cpu');
  });

  it('is none of what the page does not draw', () => {
    expect(forecastBand([learnt('queueAge')], policy('queueAge'))).toBeNull();
    expect(forecastBand([], policy('cpu'))).toBeNull();
  });
});

describe('whether anything goes by it', () => {
  const doubt = 'accuracy 61 % < 85 %';
  it.each([
    ['a rule does', learnt('cpu'), policy('cpu'), true, 'forecast in use'],
    ['a rule would', learnt('cpu', doubt), policy('cpu'), false, `forecast not used: ${doubt}`],
    [
      'no rule does',
      learnt('cpu'),
      policy('requests'),
      false,
      'forecast for advice: no rule of its policy goes by it',
    ],
  ])('%s', (_, known, ruled, isUsed, text) => {
    expect(forecastBand([known], ruled)).toMatchObject({ isUsed, text });
  });
});
