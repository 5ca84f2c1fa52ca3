import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParameters } from '#config/parameter-values.ts';
import { scalableTargetsAtMost, trackingDollars } from '#lib/bill/application-auto-scaling.ts';
import { billOf, itemNames, type Month } from '#lib/bill/bill.ts';
import { fleetBillOf } from '#lib/bill/fleet-bill.ts';
import { measuredTicks } from '#lib/bill/measured-ticks.ts';
import { recordedReads } from '#lib/bill/recorded-reads.ts';
import { type TickUsage, tickUsageOf } from '#lib/bill/tick-usage.ts';

const tickOf = (services: number): TickUsage => ({
  services,
  gbSeconds: services / 100,
  invocations: 1,
  readUnits: services,
  writeUnits: 3,
  messages: 0,
  events: 0,
  logBytes: 1_000,
});

const month: Month = {
  minutes: 43_800,
  ticks: 43_800,
  tick: tickOf(100),
  paidMetrics: 100_000,
  learningMetrics: 0,
  learnings: 0,
};

describe('the bill of a month', () => {
  it('takes each item from what is used of it', () => {
    const { items } = billOf(month);
    expect(items.metricReads).toBeCloseTo(1, 9);
    expect(items.learning).toBe(0);
    expect(items.lambda).toBeCloseTo(43_800 * (1 * 0.0000133334 + 0.2e-6), 6);
    expect(items.dynamoDb).toBeCloseTo(43_800 * (100 * 0.125e-6 + 3 * 0.625e-6), 6);
    expect(items.sqs).toBeCloseTo(43_800 * 15 * 0.4e-6, 9);
  });

  it('is the sum of its items', () => {
    const { items, totalDollars } = billOf(month);
    expect(itemNames.reduce((sum, name) => sum + items[name], 0)).toBeCloseTo(totalDollars, 9);
  });
});

describe('the usage of a tick', () => {
  const measured = [tickOf(10), tickOf(1_000)] as const;

  it('lies on the line between two measured sizes', () => {
    expect(tickUsageOf(505, measured)).toMatchObject({ readUnits: 505, invocations: 1 });
  });

  it('is that of the smallest below it, since a tick has costs of its own', () => {
    expect(tickUsageOf(1, measured)).toMatchObject({ services: 1, readUnits: 10, writeUnits: 3 });
  });

  it('grows in proportion beyond the largest', () => {
    expect(tickUsageOf(2_000, measured)).toMatchObject({ readUnits: 2_000, writeUnits: 6 });
  });

  it('of a larger fleet is never less, where it was measured so', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 0, max: 5_000 }));
    fc.assert(
      fc.property(sizes, ([services, more]) => {
        const small = tickUsageOf(services, measured);
        const large = tickUsageOf(services + more, measured);
        expect(large.readUnits).toBeGreaterThanOrEqual(small.readUnits - 1e-9);
      }),
    );
  });
});

describe('the bill of a fleet', () => {
  const adaptive = { ...defaultParameters, Reads: 'adaptive' };

  it('has no metric reads in it at seven services of three signals', () => {
    expect(fleetBillOf(7, recordedReads.adaptive, adaptive).items.metricReads).toBe(0);
  });

  it('has metric reads at 1,000 and 10,000 of at most 20 cents a service', () => {
    for (const services of [1_000, 10_000]) {
      const { items } = fleetBillOf(services, recordedReads.adaptive, adaptive);
      expect(items.metricReads / services).toBeLessThanOrEqual(0.2);
    }
  });

  it('keeps to a ceiling on metric reads', () => {
    const values = { ...adaptive, MonthlyMetricBudgetUsd: 50 };
    expect(fleetBillOf(1_000, recordedReads.adaptive, values).items.metricReads).toBeCloseTo(50, 9);
  });

  it('takes ticks as often as the schedule says', () => {
    const values = { ...adaptive, Schedule: 'rate(2 minutes)' };
    const [every, second] = [adaptive, values].map(
      (each) => fleetBillOf(100, recordedReads.adaptive, each).items.dynamoDb,
    );
    expect(second).toBeCloseTo((every ?? 0) / 2, 9);
  });

  it('was measured at sizes that grow', () => {
    const sizes = measuredTicks.map(({ services }) => services);
    expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
  });
});

describe('Application Auto Scaling', () => {
  it('asks for two alarms a policy', () => {
    expect(trackingDollars(1, 1)).toBeCloseTo(0.2, 9);
    expect(trackingDollars(1_000, 3)).toBeCloseTo(600, 9);
  });

  it('has a quota below the fleets that are measured', () => {
    expect(scalableTargetsAtMost).toBe(3_000);
  });
});
