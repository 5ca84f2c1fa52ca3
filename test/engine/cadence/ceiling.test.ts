/** A month under a ceiling, minute by minute: what is spent whatever the services are up to. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longestStretch, stretchFor } from '#engine/cadence/stretch.ts';
import { affordableAMinute, dollarsPerMetric, monthSpan } from '#lib/spend.ts';
import { minuteMs } from '../support.ts';

const { startMs, endMs } = monthSpan(Date.UTC(2026, 10, 15));

/** A day stands for each step, or a month would be 43,200 of them; the last day goes minute by minute. */
const stepsMinutes = [
  ...Array.from({ length: 29 }, () => 1440),
  ...Array.from({ length: 1440 }, () => 1),
];

type Mood = { readonly urgent: number; readonly calm: number };

const spentIn = (moods: readonly Mood[], ceiling: number) => {
  let [paid, emergencies, nowMs] = [0, 0, startMs];
  for (const [at, minutes] of stepsMinutes.entries()) {
    const mood = moods[at % moods.length] ?? { urgent: 0, calm: 0 };
    const spend = { freeRequests: 0, paidMetrics: paid };
    const affordable = affordableAMinute(spend, ceiling, nowMs);
    const stretch = stretchFor(mood, affordable);
    const read = mood.urgent + mood.calm / stretch;
    // Where nobody is calm there is nobody to wait longer.
    const isAtItsEnd = stretch === longestStretch || mood.calm === 0;
    if (isAtItsEnd) emergencies += Math.max(0, read - affordable) * minutes;
    // Those in motion are read whatever is left.
    paid += read * minutes;
    nowMs += minutes * minuteMs;
  }
  expect(nowMs).toBe(endMs);
  return { paid, emergencies };
};

it('a ceiling is kept to the end of the month, but for services in motion and the look that everyone gets', () => {
  const rate = fc.double({ min: 0, max: 100, noNaN: true });
  const moods = fc.array(fc.record({ urgent: rate, calm: rate }), { minLength: 1, maxLength: 40 });
  const ceilings = fc.double({ min: 1, max: 50, noNaN: true });
  fc.assert(
    fc.property(moods, ceilings, (each, ceiling) => {
      const { paid, emergencies } = spentIn(each, ceiling);
      const budget = ceiling / dollarsPerMetric;
      expect(paid).toBeLessThanOrEqual((budget + emergencies) * (1 + 1e-9));
    }),
    { numRuns: 40 },
  );
});

it('a ledger that says nothing is left leaves the emergencies and nothing else', () => {
  const nowMs = endMs - minuteMs;
  const spend = { freeRequests: 0, paidMetrics: 1e9 };
  const affordable = affordableAMinute(spend, 10, nowMs);
  expect(stretchFor({ urgent: 3, calm: 7 }, affordable)).toBe(longestStretch);
});
