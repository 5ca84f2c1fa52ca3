/** A month of Flyball by item, in dollars. Pure: how much is used comes from measured ticks and from how signals are read. */
import { dollarsPerMetric } from '#lib/spend.ts';
import { alarmMetrics, customMetrics, idlePollsAMinute } from './fixed.ts';
import * as price from './prices.ts';
import type { TickUsage } from './tick-usage.ts';

export const items = {
  metricReads: 'metric reads',
  learning: 'learning',
  lambda: 'Lambda',
  dynamoDb: 'DynamoDB',
  sqs: 'SQS',
  events: 'EventBridge',
  logs: 'logs',
  customMetrics: 'custom metrics',
  alarms: 'alarms',
  dashboard: 'dashboard',
} as const;

export type Item = keyof typeof items;

export const itemNames: readonly Item[] = Object.keys(items).filter(
  (name): name is Item => name in items,
);

export type Bill = {
  readonly items: Readonly<Record<Item, number>>;
  readonly totalDollars: number;
};

export type Month = {
  readonly minutes: number;
  readonly ticks: number;
  readonly tick: TickUsage;
  /** Asked of GetMetricData by ticks: what is read for nothing is not among them. */
  readonly paidMetrics: number;
  /** Asked of it for forecasts. */
  readonly learningMetrics: number;
  /** Times that a service's past is learnt. */
  readonly learnings: number;
};

/** Measured with `SERVICES=1000 node bench/forecast-fleet.ts`: 209 ms of a processor for an `assure` and a `forecast` rule, at 1 GB. */
const gbSecondsPerLearning = 0.36;

/** A message is sent, received and deleted. */
const requestsPerMessage = 3;

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

export const billOf = (month: Month): Bill => {
  const { minutes, ticks, tick, paidMetrics, learningMetrics, learnings } = month;
  const perTick = (dollars: number): number => dollars * ticks;
  const each = {
    metricReads: paidMetrics * dollarsPerMetric,
    learning:
      learningMetrics * dollarsPerMetric +
      learnings * gbSecondsPerLearning * price.dollarsPerGbSecond,
    lambda: perTick(
      tick.gbSeconds * price.dollarsPerGbSecond + tick.invocations * price.dollarsPerInvocation,
    ),
    dynamoDb: perTick(
      tick.readUnits * price.dollarsPerReadUnit + tick.writeUnits * price.dollarsPerWriteUnit,
    ),
    sqs:
      (ticks * tick.messages * requestsPerMessage + minutes * idlePollsAMinute) *
      price.dollarsPerSqsRequest,
    events: perTick(tick.events * price.dollarsPerEvent),
    logs: perTick((tick.logBytes / 2 ** 30) * price.dollarsPerLogGb),
    customMetrics: customMetrics * price.dollarsPerCustomMetric,
    alarms: alarmMetrics * price.dollarsPerAlarm,
    dashboard: price.dollarsPerDashboard,
  };
  return { items: each, totalDollars: sum(Object.values(each)) };
};
