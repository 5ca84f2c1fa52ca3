/** Fleets of other sizes made of services such as these, read on every tick and adaptively. */
import type { ParameterValues } from '#config/parameters.ts';
import { isAdaptive } from '#config/reads.ts';
import type { DecideInput } from '#engine/model.ts';
import { scalableTargetsAtMost, trackingDollars } from '#lib/bill/application-auto-scaling.ts';
import type { Bill } from '#lib/bill/bill.ts';
import { fleetBillOf, type ReadsOfOne } from '#lib/bill/fleet-bill.ts';
import { type RecordedReads, recordedReads } from '#lib/bill/recorded-reads.ts';
import { loopedPerMinute, perMinuteOf } from '#lib/tick/month-spend.ts';

/** Application Auto Scaling for as many services, by policies each. */
export type AutoScaling = {
  readonly onePolicyDollars: number;
  readonly threePoliciesDollars: number;
  /** More than an account has in a region unless it asks for more. */
  readonly isOverQuota: boolean;
};

export type FleetSize = {
  readonly services: number;
  readonly bills: Readonly<Record<RecordedReads, Bill>>;
  readonly autoScaling: AutoScaling;
};

const sizes = [5, 50, 500, 5000];

export const autoScalingOf = (services: number): AutoScaling => ({
  onePolicyDollars: trackingDollars(services, 1),
  threePoliciesDollars: trackingDollars(services, 3),
  isOverQuota: services > scalableTargetsAtMost,
});

const adaptiveShare =
  recordedReads.adaptive.metricsPerMinute / recordedReads['every-tick'].metricsPerMinute;

/** Where signals do not wait yet nobody knows how long these would, so they wait as those of the recorded traces. */
const adaptivePerMinute = (asked: DecideInput, parameters: ParameterValues): number => {
  const now = perMinuteOf(asked, parameters);
  if (isAdaptive(parameters) || asked.policy.react === 'fast') return now;
  const looped = loopedPerMinute([asked], parameters);
  return (now - looped) * adaptiveShare + looped;
};

const meanOf = (values: readonly number[], ofNone: number): number =>
  values.length === 0 ? ofNone : values.reduce((sum, each) => sum + each, 0) / values.length;

export type Sized = {
  readonly services: readonly DecideInput[];
  readonly parameters: ParameterValues;
  /** What else than reads of signals depends on the services. */
  readonly mean: ReadsOfOne;
  readonly monthMinutes: number;
};

export const sizesOf = (sized: Sized): readonly FleetSize[] => {
  const { services, parameters, mean, monthMinutes: minutes } = sized;
  const everyTick = { ...parameters, Reads: 'every-tick', MonthlyMetricBudgetUsd: 0 };
  const perMinute = {
    'every-tick': (asked: DecideInput) => perMinuteOf(asked, everyTick),
    adaptive: (asked: DecideInput) => adaptivePerMinute(asked, parameters),
  };
  const billFor = (count: number, reads: RecordedReads): Bill => {
    const ofNone = recordedReads[reads].metricsPerMinute;
    const metricsPerMinute = meanOf(services.map(perMinute[reads]), ofNone);
    const read = reads === 'adaptive' ? parameters : everyTick;
    return fleetBillOf(count, { ...mean, metricsPerMinute }, read, { minutes });
  };
  return sizes.map((count) => ({
    services: count,
    bills: {
      'every-tick': billFor(count, 'every-tick'),
      adaptive: billFor(count, 'adaptive'),
    },
    autoScaling: autoScalingOf(count),
  }));
};
