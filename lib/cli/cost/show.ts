/** What a fleet costs as text: the month, by item, the services that are read most, and fleets of other sizes. */
import { type Bill, itemNames, items } from '#lib/bill/bill.ts';
import { textTable } from '../table.ts';
import type { Cost } from './outlook.ts';

const shownServices = 10;

const cents = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;

const money = (dollars: number): string => `$${dollars.toLocaleString('en', cents)}`;

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
    textTable(['SERVICE', 'METRICS A MINUTE', 'A MONTH, IF NONE IS FREE'], rows),
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

/** Metric reads apart, since only they depend on how services are read. */
const billText = ({ items: each, totalDollars }: Bill): string =>
  `${money(totalDollars)} (${money(each.metricReads)})`;

const sizeTable = ({ sizes }: Cost): string =>
  textTable(
    ['SERVICES', 'EVERY TICK', 'READS=ADAPTIVE', 'AUTO SCALING, ONE POLICY', 'THREE'],
    sizes.map(({ services, bills, autoScaling }) => [
      services.toLocaleString('en'),
      billText(bills['every-tick']),
      billText(bills.adaptive),
      money(autoScaling.onePolicyDollars),
      `${money(autoScaling.threePoliciesDollars)}${autoScaling.isOverQuota ? ', above its quota of 3,000 services' : ''}`,
    ]),
  );

const adaptiveLine = ({ readsAreAdaptive }: Cost): string =>
  readsAreAdaptive
    ? 'Read adaptively, as now, most scale-outs begin a minute later than on every tick at most; docs/COST.md has how late.'
    : 'Adaptive reads are an estimate here, from recorded loads. Most scale-outs begin a minute later then at most; docs/COST.md has how late.';

export const costText = (cost: Cost): string =>
  [
    ...monthLines(cost),
    '',
    itemTable(cost),
    '',
    ...serviceTable(cost),
    '',
    'Fleets of services such as these, a month of everything, and of that metric reads:',
    sizeTable(cost),
    adaptiveLine(cost),
  ].join('\n');
