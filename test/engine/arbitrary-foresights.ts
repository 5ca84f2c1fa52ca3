/** Anything that may be known of the past: nothing, little, much, and forecasts good and bad, fresh and old. */
import fc from 'fast-check';
import type { Foresight, Foresights } from '#engine/foresight/foresight.ts';
import { envelopeOf, forecastOf } from './foresight/support.ts';
import { minuteMs, startMs } from './support.ts';

const none = fc.record({
  kind: fc.constant('none' as const),
  observedHours: fc.constantFrom(0, 7.5),
});

const envelope = fc
  .record({
    floorLoad: fc.constantFrom(0, 0.5, 5),
    highestLoad: fc.constantFrom(0.1, 100, 1e6),
    surprise: fc.constantFrom(0, 0.0001, 1),
  })
  .map(({ floorLoad, highestLoad, surprise }) =>
    envelopeOf({
      floorLoad,
      highestLoad,
      usual: { overall: surprise, byHour: Array(24).fill(surprise) },
    }),
  );

const accuracy = fc.constantFrom(
  null,
  { forecastError: 0.05, asNowError: 0.2, asYesterdayError: null },
  { forecastError: 0.5, asNowError: 0.2, asYesterdayError: null },
);

const forecast = fc
  .record({
    loads: fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 24, maxLength: 24 }),
    minutesOld: fc.constantFrom(0, 17, 60, 119, 500),
    accuracy,
  })
  .map(({ loads, minutesOld, accuracy: known }) =>
    forecastOf((step) => loads[step] ?? 0, { madeAtMs: startMs - minutesOld * minuteMs }, known),
  );

const foresight: fc.Arbitrary<Foresight> = fc.record({
  envelope: fc.oneof(none, envelope),
  forecast: fc.oneof(none, forecast),
});

const throughput = fc.constantFrom<NonNullable<Foresight['throughput']>>(
  { kind: 'none', busyMinutes: 7 },
  { kind: 'throughput', madeAtMs: startMs, jobsPerTaskMinute: 12, busyMinutes: 90 },
  { kind: 'throughput', madeAtMs: 0, jobsPerTaskMinute: 12, busyMinutes: 90 },
);

const queue = fc
  .tuple(foresight, throughput)
  .map(([known, pace]) => ({ ...known, throughput: pace }));

export const foresights: fc.Arbitrary<Foresights> = fc.record(
  { cpu: foresight, requests: foresight, busiest: foresight, queueDepth: queue },
  { requiredKeys: [] },
);
