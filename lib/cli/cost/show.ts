/** The cost of reads as text: the month, the services that are read most, and fleets of other sizes. */
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
    `Application Auto Scaling, a target tracking policy a rule: ${money(cost.trackingDollarsAMonth)}`,
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

const sizeTable = ({ sizes }: Cost): string =>
  textTable(
    ['SERVICES', 'A MONTH', 'APPLICATION AUTO SCALING'],
    sizes.map(({ services, dollarsAMonth, trackingDollarsAMonth }) => [
      services.toLocaleString('en'),
      money(dollarsAMonth),
      money(trackingDollarsAMonth),
    ]),
  );

export const costText = (cost: Cost): string =>
  [
    ...monthLines(cost),
    '',
    ...serviceTable(cost),
    '',
    'Fleets of services such as these:',
    sizeTable(cost),
  ].join('\n');
