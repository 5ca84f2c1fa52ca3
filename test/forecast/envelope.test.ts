import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '#engine/foresight/envelope.ts';
import { exceededWith, keptRisks } from '#engine/foresight/growth-tail.ts';
import { at, type LoadSeries, minuteMs, window } from '#engine/foresight/load-series.ts';
import { outgrowth } from '#engine/foresight/outgrowth.ts';
import { fitEnvelope } from '#lib/forecast/envelope.ts';
import { tailOf } from '#lib/forecast/growth-tail.ts';
import { noiseAt, startMs } from './support.ts';

const dayMinutes = 1440;

const minutes = (count: number, load: (minute: number) => number): LoadSeries => ({
  startMs,
  stepMs: minuteMs,
  values: Float64Array.from({ length: count }, (_, minute) => load(minute)),
});

const fitted = (series: LoadSeries): Envelope => {
  const envelope = fitEnvelope(series);
  if (envelope.kind === 'none') throw new Error(`none of ${envelope.observedHours} h`);
  return envelope;
};

const asking = (riskRatio: number, aheadMinutes = 5) => ({
  aheadMs: aheadMinutes * minuteMs,
  limit: 10,
  riskRatio,
});

const limitOf = (series: LoadSeries, risk: number, aheadMinutes = 5): number =>
  outgrowth(fitted(series), series, asking(risk, aheadMinutes))?.limit ?? 0;

/** A calm service, and one with bursts of some minutes. */
const calm = minutes(3 * dayMinutes, (minute) => 100 * (1 + 0.03 * noiseAt(minute)));
const nervous = minutes(
  3 * dayMinutes,
  (minute) => 100 * (1 + (noiseAt(Math.floor(minute / 7)) > 0.9 ? 1.5 : 0.1 * noiseAt(minute))),
);

describe('the envelope', () => {
  it('a calm service runs hot, a nervous one keeps headroom', () => {
    expect(limitOf(calm, 0.005)).toBeLessThan(110);
    expect(limitOf(nervous, 0.005)).toBeGreaterThan(180);
  });

  it.each([0.05, 0.01])('the risk of %d is what is met on days it has not seen', (risk) => {
    const later = (minute: number) => 100 * (1 + 0.2 * noiseAt(minute + 50_000));
    const envelope = fitted(minutes(3 * dayMinutes, (m) => 100 * (1 + 0.2 * noiseAt(m))));
    const next = minutes(dayMinutes, later);
    let exceeded = 0;
    for (let now = 60; now < dayMinutes - 5; now += 1) {
      const latest = window(next, 60, dayMinutes - 1 - now);
      const limit = outgrowth(envelope, latest, asking(risk))?.limit ?? 0;
      if (at(next.values, now + 5) > limit) exceeded += 1;
    }
    expect(exceeded / dayMinutes).toBeLessThan(risk * 2);
    expect(exceeded / dayMinutes).toBeGreaterThan(risk / 4);
  });

  it('a restless half hour widens the limit at once', () => {
    const envelope = fitted(calm);
    const restless = minutes(60, (minute) => 100 * (1 + 0.3 * noiseAt(minute)));
    const asked = asking(0.01);
    const quiet = outgrowth(envelope, window(calm, 60), asked);
    const loud = outgrowth(envelope, restless, asked);
    expect(loud?.volatilityRatio).toBeGreaterThan(3 * (quiet?.volatilityRatio ?? 0));
    expect(loud?.limit).toBeGreaterThan(1.1 * (quiet?.limit ?? 0));
  });

  it('an hour of the day that is always wild widens the limit before it comes', () => {
    const wildAtNine = minutes(3 * dayMinutes + 9 * 60, (minute) => {
      const isWild = Math.floor((minute % dayMinutes) / 60) === 9;
      return 100 * (1 + (isWild ? 0.5 : 0.02) * noiseAt(minute));
    });
    const envelope = fitted(wildAtNine);
    const asked = asking(0.01);
    const limitAt = (hour: number): number => {
      const latest = minutes(60, (minute) => 100 * (1 + 0.02 * noiseAt(minute)));
      const moved = { ...latest, startMs: startMs + (hour - 1) * 60 * minuteMs };
      return outgrowth(envelope, moved, asked)?.limit ?? 0;
    };
    expect(limitAt(9)).toBeGreaterThan(limitAt(4));
  });

  it('less risk never lowers the limit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.0001, max: 0.5, noNaN: true }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        fc.constantFrom(1, 3, 7, 20, 60),
        (risk, factor, lead) => {
          const safer = limitOf(nervous, Math.max(0.0001, risk / factor), lead);
          expect(safer).toBeGreaterThanOrEqual(limitOf(nervous, risk, lead));
        },
      ),
      { numRuns: 5 },
    );
  });

  it('between two leads the limit is between theirs', () => {
    const [sooner, between, later] = [2, 2.5, 3].map((lead) => limitOf(nervous, 0.01, lead));
    expect(between).toBeCloseTo(((sooner ?? 0) + (later ?? 0)) / 2, 6);
  });

  it('no limit exceeds half as much again as was ever seen', () => {
    const answer = outgrowth(fitted(nervous), nervous, asking(1e-6, 30));
    expect(answer).toMatchObject({ isCapped: true });
    expect(answer?.limit).toBeLessThanOrEqual(1.5 * fitted(nervous).highestLoad);
  });

  it('what is promised is tried on the past, and asked for by its own numbers', () => {
    const promise = { limit: 10, riskRatio: 0.05, heldSteps: 5 };
    const envelope = fitEnvelope(nervous, { promises: [promise] });
    if (envelope.kind === 'none') throw new Error('three days are enough');
    const replayed = outgrowth(envelope, nervous, asking(0.05));
    const unpromised = outgrowth(envelope, nervous, asking(0.051));
    expect(replayed).toMatchObject({ isReplayed: true, growth: envelope.kept[0]?.growths[4] });
    expect(unpromised).toMatchObject({ isReplayed: false });
    expect(replayed?.limit).toBeLessThan(unpromised?.limit ?? 0);
  });

  it('it is a handful of numbers', () => {
    expect(JSON.stringify(fitted(nervous)).length).toBeLessThan(5000);
  });

  it('it survives being stored', () => {
    const stored = JSON.parse(JSON.stringify(fitted(nervous)));
    expect(stored).toEqual(fitted(nervous));
  });

  it.each([
    ['less than three hours', minutes(179, () => 5)],
    ['a point each five minutes', minutes(3 * dayMinutes, (m) => (m % 5 === 0 ? 5 : Number.NaN))],
    ['nothing but zeros', minutes(3 * dayMinutes, () => 0)],
    ['nothing at all', minutes(3 * dayMinutes, () => Number.NaN)],
  ])('%s makes no envelope', (_, series) => {
    expect(fitEnvelope(series).kind).toBe('none');
  });

  it('a constant needs next to no headroom', () => {
    const constant = minutes(2 * dayMinutes, () => 42);
    expect(limitOf(constant, 0.001)).toBeCloseTo(42, 1);
  });

  it('without a measurement of the last minutes there is no answer', () => {
    const gone = minutes(60, (minute) => (minute < 50 ? 100 : Number.NaN));
    expect(outgrowth(fitted(calm), gone, asking(0.01, 1))).toBeNull();
  });
});

describe('the tail', () => {
  const values = Float64Array.from(
    { length: 10_000 },
    (_, rank) => ((rank + 0.5) / 10_000) ** -0.4,
  );

  it('a power law is found again, beyond the kept quantiles too', () => {
    const tail = tailOf(values);
    for (const risk of [0.3, 0.05, 0.01, 0.001]) {
      expect(exceededWith(tail, risk) / risk ** -0.4).toBeCloseTo(1, 1);
    }
  });

  it('the kept quantiles are kept', () => {
    const tail = tailOf(values);
    keptRisks.forEach((risk, index) => {
      expect(exceededWith(tail, risk)).toBeCloseTo(tail.exceeded[index] ?? 0, 9);
    });
  });
});
