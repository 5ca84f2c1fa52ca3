/** What a fleet comes to: reads from the ledger so far and from how often each service is read now, the rest as measured. */
import type { ParameterValues } from '#config/parameters.ts';
import { isAdaptive } from '#config/reads.ts';
import { type DecideInput, keyOf } from '#engine/model.ts';
import { trackingDollars } from '#lib/bill/application-auto-scaling.ts';
import type { Bill } from '#lib/bill/bill.ts';
import { fleetBillOf, type ReadsOfOne } from '#lib/bill/fleet-bill.ts';
import { recordedReads } from '#lib/bill/recorded-reads.ts';
import { adviceHours, isGoneBy } from '#lib/learning/due.ts';
import { coarse, fine, historyReads } from '#lib/learning/history-reads.ts';
import { learnerOf } from '#lib/learning/learn-group.ts';
import { dollarsPerMetric, monthOf, monthSpan, type Spend } from '#lib/spend.ts';
import { isLookedAtAgain, monthSpendOf, perMinuteOf } from '#lib/tick/month-spend.ts';
import { type AutoScaling, autoScalingOf, type FleetSize, sizesOf } from './sizes.ts';

const minuteMs = 60_000;

export type ServiceCost = {
  readonly service: string;
  readonly metricsPerMinute: number;
  /** Once an hour, to learn its past. */
  readonly learningMetrics: number;
  readonly learningsAnHour: number;
  /** As long as it is read as it is now, and nothing is free. */
  readonly dollarsAMonth: number;
  readonly trackingDollarsAMonth: number;
};

export type Cost = {
  readonly month: string;
  readonly spent: Spend & { readonly dollars: number };
  readonly forecastDollars: number;
  /** `null`: none. */
  readonly ceilingDollars: number | null;
  /** Of a whole month like now, by item. */
  readonly bill: Bill;
  /** A target tracking policy a rule. */
  readonly trackingDollarsAMonth: number;
  readonly autoScaling: AutoScaling;
  readonly services: readonly ServiceCost[];
  readonly readsAreAdaptive: boolean;
  readonly sizes: readonly FleetSize[];
};

type Given = {
  readonly services: readonly DecideInput[];
  readonly spent: Spend;
  readonly parameters: ParameterValues;
  readonly nowMs: number;
};

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

type LearningOfOne = Pick<ReadsOfOne, 'learningMetrics' | 'learningsAnHour'>;

/** What is read of the past of a service, whatever it is called and wherever it is. */
const learningOf = ({ observation: { view }, policy, nowMs }: DecideInput): LearningOfOne => {
  const learner = learnerOf({ view, policy });
  const metrics = sum([coarse, fine].map((grain) => historyReads([learner], grain, nowMs).length));
  if (metrics === 0) return { learningMetrics: 0, learningsAnHour: 0 };
  const learningsAnHour = isGoneBy(learner) ? 1 : 1 / adviceHours;
  return { learningMetrics: metrics * learningsAnHour, learningsAnHour };
};

/** The mean of all; of none, what the recorded traces came to. */
const meanReads = (services: readonly ServiceCost[], parameters: ParameterValues): ReadsOfOne => {
  const count = services.length;
  if (count === 0) return recordedReads[isAdaptive(parameters) ? 'adaptive' : 'every-tick'];
  return {
    metricsPerMinute: sum(services.map((one) => one.metricsPerMinute)) / count,
    learningMetrics: sum(services.map((one) => one.learningMetrics)) / count,
    learningsAnHour: sum(services.map((one) => one.learningsAnHour)) / count,
  };
};

const fastRatioOf = ({ services, parameters }: Given): number =>
  services.filter((asked) => isLookedAtAgain(asked, parameters)).length /
  Math.max(1, services.length);

export const costOf = (given: Given): Cost => {
  const { spent, parameters, nowMs } = given;
  const { startMs, endMs } = monthSpan(nowMs);
  const monthMinutes = (endMs - startMs) / minuteMs;
  const services = given.services.map((asked): ServiceCost => {
    const metricsPerMinute = perMinuteOf(asked, parameters);
    return {
      service: keyOf(asked.observation.view.id),
      metricsPerMinute,
      dollarsAMonth: metricsPerMinute * monthMinutes * dollarsPerMetric,
      ...learningOf(asked),
      trackingDollarsAMonth: trackingDollars(1, Math.max(1, asked.policy.rules.length)),
    };
  });
  const { dollars, forecastDollars } = monthSpendOf(given);
  const ceiling = parameters.MonthlyMetricBudgetUsd;
  const mean = { ...meanReads(services, parameters), fastRatio: fastRatioOf(given) };
  return {
    month: monthOf(nowMs),
    spent: { ...spent, dollars },
    forecastDollars,
    ceilingDollars: ceiling === 0 ? null : ceiling,
    bill: fleetBillOf(services.length, mean, parameters, { minutes: monthMinutes }),
    trackingDollarsAMonth: sum(services.map((one) => one.trackingDollarsAMonth)),
    autoScaling: autoScalingOf(services.length),
    services: services.toSorted((one, other) => other.metricsPerMinute - one.metricsPerMinute),
    readsAreAdaptive: isAdaptive(parameters),
    sizes: sizesOf({ services: given.services, parameters, mean, monthMinutes }),
  };
};
