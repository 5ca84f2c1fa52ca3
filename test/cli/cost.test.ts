import { describe, expect, it } from 'vitest';
import { type Cost, costOf } from '#cli/cost/outlook.ts';
import { costText } from '#cli/cost/show.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import type { ParameterValues } from '#config/parameters.ts';
import type { DecideInput } from '#engine/model.ts';
import type { Cadence } from '#engine/state.ts';
import { recordedReads } from '#lib/bill/recorded-reads.ts';
import { minuteMs, policyOf, serviceId, stateOf, viewOf } from '../engine/support.ts';

/** Half of November, which has 43,200 minutes. */
const nowMs = Date.UTC(2026, 10, 16);
const monthMinutes = 43_200;

const serviceOf = (name: string, cadence: Cadence): DecideInput => ({
  policy: policyOf(),
  observation: { view: viewOf(4, { id: { ...serviceId, name } }), readings: {} },
  state: stateOf({ cadence, firstSeenMs: nowMs - 600 * minuteMs }),
  overrides: [],
  windows: [],
  nowMs,
});

const adaptive = { Reads: 'adaptive', FreeRequestsPercent: 0 } as const;

const found = (
  services: readonly DecideInput[],
  values: Partial<ParameterValues> = {},
  spent = { freeRequests: 0, paidMetrics: 0 },
): Cost => costOf({ services, spent, parameters: { ...defaultParameters, ...values }, nowMs });

describe('what reads cost', () => {
  it('a service is as dear as it is read now', () => {
    const { services } = found([serviceOf('a', { cpu: 4 }), serviceOf('b', {})], adaptive);
    expect(services.map(({ metricsPerMinute }) => metricsPerMinute)).toEqual([1, 0.25]);
    expect(services[1]?.dollarsAMonth).toBeCloseTo(0.25 * monthMinutes * 1e-5, 9);
  });

  it('every tick reads everything, whatever the memory of the service says', () => {
    const { services } = found([serviceOf('a', { cpu: 4 })]);
    expect(services[0]?.metricsPerMinute).toBe(1);
  });

  it('the month is what was spent and what is to come', () => {
    const spent = { freeRequests: 0, paidMetrics: 100_000 };
    const { forecastDollars } = found([serviceOf('a', {})], adaptive, spent);
    expect(forecastDollars).toBeCloseTo(1 + (monthMinutes / 2) * 1e-5, 9);
  });

  it('a ceiling is what it comes to at most, unless more was spent before', () => {
    const values = { ...adaptive, MonthlyMetricBudgetUsd: 1 };
    expect(
      found([serviceOf('a', {})], values, { freeRequests: 0, paidMetrics: 99_000 }),
    ).toMatchObject({
      forecastDollars: 1,
      ceilingDollars: 1,
    });
    const spent = { freeRequests: 0, paidMetrics: 300_000 };
    expect(found([serviceOf('a', {})], values, spent).forecastDollars).toBeCloseTo(3, 9);
  });

  it('seven services of three signals read for nothing', () => {
    const values = { ...adaptive, FreeRequestsPercent: 80 };
    const seven = Array.from({ length: 7 }, (_, number) => serviceOf(`s${number}`, {}));
    expect(found(seven, values).forecastDollars).toBe(0);
  });

  it('of no service it says what fleets of other sizes come to', () => {
    const { sizes } = found([], adaptive);
    expect(sizes.map(({ services }) => services)).toEqual([5, 50, 500, 5000]);
    expect(costText(found([], adaptive))).toContain('No service is managed.');
  });

  const fleetOf5000 = (values: Partial<ParameterValues>, changes: Partial<DecideInput> = {}) =>
    found([{ ...serviceOf('a', { cpu: 4 }), ...changes }], values).sizes.at(-1)?.bills;
  const everyMinute = 5000 * monthMinutes * 1e-5;

  it('a fleet that is read adaptively says what every tick would cost', () => {
    const bills = fleetOf5000(adaptive);
    expect(bills?.['every-tick'].items.metricReads).toBeCloseTo(everyMinute, 6);
    expect(bills?.adaptive.items.metricReads).toBeCloseTo(everyMinute / 4, 6);
  });

  it('a fleet that is read on every tick says what adaptive reads would cost, by recorded loads', () => {
    const bills = fleetOf5000({});
    const share =
      recordedReads.adaptive.metricsPerMinute / recordedReads['every-tick'].metricsPerMinute;
    expect(bills?.['every-tick'].items.metricReads).toBeCloseTo(everyMinute, 6);
    expect(bills?.adaptive.items.metricReads).toBeCloseTo(everyMinute * share, 6);
    expect(costText(found([serviceOf('a', {})]))).toContain('an estimate here');
  });

  it('services that react fast are read on every tick either way', () => {
    const bills = fleetOf5000({}, { policy: policyOf({ react: 'fast' }) });
    expect(bills?.adaptive).toEqual(bills?.['every-tick']);
  });

  it('a ceiling bounds adaptive reads, and every tick has none', () => {
    const bills = fleetOf5000({ ...adaptive, MonthlyMetricBudgetUsd: 100 });
    expect(bills?.adaptive.items.metricReads).toBeCloseTo(100, 6);
    expect(bills?.['every-tick'].items.metricReads).toBeCloseTo(everyMinute, 6);
  });

  it('beside reads it says what everything else costs, by item', () => {
    const { bill } = found([serviceOf('a', {}), serviceOf('b', {})], adaptive);
    expect(bill.items.metricReads).toBeCloseTo(2 * monthMinutes * 1e-5, 9);
    expect(bill.items.learning).toBeGreaterThan(0);
    expect(bill.totalDollars).toBeGreaterThan(bill.items.metricReads + bill.items.dashboard);
  });

  it('Application Auto Scaling is priced with one policy and with three, and its quota is told', () => {
    const { autoScaling, sizes } = found([serviceOf('a', {})], adaptive);
    expect(autoScaling).toEqual({
      onePolicyDollars: 0.2,
      threePoliciesDollars: expect.closeTo(0.6, 9),
      isOverQuota: false,
    });
    expect(sizes.filter((each) => each.autoScaling.isOverQuota)).toHaveLength(1);
    expect(costText(found([], adaptive))).toContain('$3,000.00, above its quota of 3,000 services');
  });

  it('as text it names the dearest services and their price', () => {
    const text = costText(found([serviceOf('a', { cpu: 4 }), serviceOf('b', {})], adaptive));
    expect(text).toMatch(/prod\/b +1\.00 +\$0\.43\nprod\/a +0\.25 +\$0\.11/);
    expect(text).toContain('2026-11: $0.00 for 0 metrics');
  });
});
