/** Hand-made knowledge of the past, so that a test can do its sums on paper. */
import type { Envelope } from '#engine/foresight/envelope.ts';
import { type Lead, levels, type MadeForecast } from '#engine/foresight/forecast.ts';
import type { Foresight } from '#engine/foresight/foresight.ts';
import { noForesight } from '#engine/foresight/foresight.ts';
import { shapeSize } from '#engine/foresight/shape.ts';
import type { Accuracy } from '#engine/foresight/trust.ts';
import { minuteMs, startMs } from '../support.ts';

/** In four minutes growth of ten volatilities is exceeded with a chance of 2 %, a tenth more for every halving of the risk. */
export const envelopeOf = (changes: Partial<Envelope> = {}): Envelope => ({
  kind: 'envelope',
  madeAtMs: startMs,
  stepMs: minuteMs,
  floorLoad: 0,
  highestLoad: 10_000,
  usual: { overall: 0.0001, byHour: Array(24).fill(0.0001) },
  leads: [1, 4, 30].map((aheadSteps) => ({
    aheadSteps,
    weights: Array(shapeSize).fill(0),
    tail: {
      exceeded: [0.5, 2, 4, 7, 10].map((growth) => growth * Math.sqrt(aheadSteps / 4)),
      exponent: 0.1,
    },
  })),
  kept: [],
  ...changes,
});

const good: Accuracy = { forecastError: 0.05, asNowError: 0.2, asYesterdayError: 0.1 };

/** The same load at each of 24 steps of five minutes, give or take; 95 % of the time it stays below 1.2 of it. */
export const forecastOf = (
  expected: (step: number) => number,
  changes: Partial<MadeForecast> = {},
  accuracy: Accuracy | null = good,
): MadeForecast => ({
  kind: 'forecast',
  method: { kind: 'week' },
  madeAtMs: startMs,
  stepMs: 5 * minuteMs,
  highestLoad: 10_000,
  leads: Array.from({ length: 24 }, (_, step): Lead => {
    const load = expected(step);
    return {
      aheadMs: (step + 1) * 5 * minuteMs,
      expected: load,
      below: levels.map((level) => load * (level < 0.95 ? 1 : 1.2)),
      eventFactor: 1,
      accuracy,
    };
  }),
  ...changes,
});

export const foresightOf = (changes: Partial<Foresight>): Foresight => ({
  ...noForesight,
  ...changes,
});
