/** What a fleet costs as text: the month, by item, the services that are read most, and fleets of other sizes. */
import { itemNames, items } from '#lib/bill/bill.ts';
import { textTable } from '../table.ts';
import type { Cost } from './outlook.ts';

const shownServices = 10;

const money = (dollars: number): string => `$${dollars.toFixed(2)}`;

const monthLines = (cost: Cost): readonly string[] => {
  const { spent, ceilingDollars } = cost;
  const ceiling = ceilingDollars === null ? 'no ceiling' : `a ceiling of ${money(ceilingDollars)}`;
  return [
    `${cost.month}: ${money(spent.dollars)} for ${spent.paidMetrics.toLocaleString('en')} metrics, and ${spent.freeRequests.toLocaleString('en')} requests that are free; ${ceiling}`,
    `By the end of the month about ${money(cost.forecastDollars)}, as often as is read now`,
    `Application Auto Scaling: ${money(cost.autoScaling.onePolicyDollars)} with a policy a service, ${money(cost.autoScaling.threePoliciesDollars)} with three, ${money(cost.trackingDollarsAMonth)} with one for each rule`,
  ];
};

const serviceTable = ({ services }: Cost): readonly string[] => {
  if (services.length === 0) return ['No service is managed.'];
  const rows = services
    .slice(0, shownServices)
    .map(({ service, metricsPerMinute, dollarsAMonth }) => [
      service.split('/').slice(2).join('/'),
      metricsPerMinute.toFixed(2),
      money(dollarsAMonth),
    ]);
  const more = services.length - shownServices;
  return [
    textTable(['SERVICE', 'METRICS A MINUTE', 'A MONTH'], rows),
    ...(more > 0 ? [`and ${more} more; --json lists them`] : []),
  ];
};

const itemTable = ({ bill }: Cost): string =>
  textTable(
    ['A MONTH LIKE NOW', 'DOLLARS'],
    [
      ...itemNames.map((name) => [items[name], money(bill.items[name])]),
      ['all of Flyball', money(bill.totalDollars)],
    ],
  );

/** Metric reads apart, since only they grow with how services are read. */
const sizeTable = ({ sizes }: Cost): string =>
  textTable(
    ['SERVICES', 'METRIC READS', 'THE REST', 'A MONTH', 'AUTO SCALING, ONE POLICY', 'THREE'],
    sizes.map(({ services, bill, autoScaling }) => [
      services.toLocaleString('en'),
      money(bill.items.metricReads),
      money(bill.totalDollars - bill.items.metricReads),
      money(bill.totalDollars),
      money(autoScaling.onePolicyDollars),
      `${money(autoScaling.threePoliciesDollars)}${autoScaling.isOverQuota ? ', above its quota of 3,000 services' : ''}`,
    ]),
  );

export const costText = (cost: Cost): string =>
  [
    ...monthLines(cost),
    '',
    itemTable(cost),
    '',
    ...serviceTable(cost),
    '',
    'Fleets of services such as these:',
    sizeTable(cost),
  ].join('\n');
