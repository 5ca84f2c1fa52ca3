import { describe, expect, it } from 'vitest';
import { defaultParameters } from '#config/parameter-values.ts';
import type { ParameterValues } from '#config/parameters.ts';
import { fleetBillOf } from '#lib/bill/fleet-bill.ts';
import { withLooks } from '#lib/bill/looks.ts';
import type { TickUsage } from '#lib/bill/tick-usage.ts';

const tick: TickUsage = {
  services: 100,
  gbSeconds: 0.2,
  invocations: 1,
  readUnits: 100,
  writeUnits: 7,
  messages: 0,
  events: 0,
  logBytes: 2_000,
};

const looked = (services: number, values: Partial<ParameterValues>, fastRatio = 0.5): TickUsage =>
  withLooks(tick, { services, fastRatio }, { ...defaultParameters, ...values });

describe('looks inside the minute', () => {
  it.each([
    ['at one a minute', { LoopsPerMinute: 1 }, 0.5],
    ['where nobody is looked at again', { LoopsPerMinute: 6 }, 0],
    ['where a tick runs every five minutes', { LoopsPerMinute: 6, Schedule: 'rate(5 minutes)' }, 1],
  ])('cost nothing %s', (_, values, fastRatio) => {
    expect(looked(100, values, fastRatio)).toBe(tick);
  });

  it('are billed for the time the function waits for them, to the last one', () => {
    expect(looked(100, { LoopsPerMinute: 6 }).gbSeconds).toBeCloseTo(50 * 0.5, 9);
    expect(looked(100, { LoopsPerMinute: 3 }).gbSeconds).toBeCloseTo(40 * 0.5, 9);
  });

  it('are waited for by every worker of a fleet that is divided', () => {
    expect(looked(5_000, { LoopsPerMinute: 6 }).gbSeconds).toBeCloseTo(10 * 50, 9);
  });

  it('are not where shards wait for a worker, since none stays for them', () => {
    expect(looked(20_001, { LoopsPerMinute: 6 })).toBe(tick);
  });

  it('read and write the table as well, for those alone that are looked at', () => {
    const { readUnits, writeUnits } = looked(100, { LoopsPerMinute: 3 });
    expect([readUnits, writeUnits]).toEqual([100 + 2 * 50, 7 + 2 * 2]);
  });

  it('make a month of a stack with one fast service some 15 dollars dearer', () => {
    const reads = { metricsPerMinute: 0, learningMetrics: 0, learningsAnHour: 0, fastRatio: 0.1 };
    const [one = 0, six = 0] = [1, 6].map(
      (LoopsPerMinute) =>
        fleetBillOf(10, reads, { ...defaultParameters, LoopsPerMinute }).totalDollars,
    );
    expect(six - one).toBeCloseTo(14.8, 0);
  });
});
