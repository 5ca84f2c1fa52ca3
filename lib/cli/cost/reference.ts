/** The price tables of README.md and docs/COST.md lie between markers and are made from the cost model. */
import { defaultParameters } from '#config/parameter-values.ts';
import { scalableTargetsAtMost, trackingDollars } from '#lib/bill/application-auto-scaling.ts';
import { type Bill, itemNames, items } from '#lib/bill/bill.ts';
import { fleetBillOf } from '#lib/bill/fleet-bill.ts';
import { type RecordedReads, recordedReads } from '#lib/bill/recorded-reads.ts';
import { markdownTable } from '../table.ts';

const begin = '<!-- prices:begin -->';
const end = '<!-- prices:end -->';

const money = (dollars: number): string =>
  dollars < 100 && !Number.isInteger(dollars)
    ? `$${dollars.toFixed(2)}`
    : `$${Math.round(dollars).toLocaleString('en')}`;

const billFor = (services: number, reads: RecordedReads): Bill =>
  fleetBillOf(services, recordedReads[reads], { ...defaultParameters, Reads: reads });

const count = (services: number): string => services.toLocaleString('en');

const trackingFor = (services: number, policies: number): string =>
  `${money(trackingDollars(services, policies))}${services > scalableTargetsAtMost ? ' *' : ''}`;

/** All of it, and how much of that is metric reads. */
const cell = ({ items: each, totalDollars }: Bill): string =>
  `${money(totalDollars)} (${money(each.metricReads)})`;

const shortSizes = [5, 50, 5_000];

export const shortPriceTable = (): string =>
  markdownTable(
    ['services', 'every tick', '`Reads=adaptive`', 'Application Auto Scaling, one policy', 'three'],
    shortSizes.map((services) => [
      count(services),
      cell(billFor(services, 'every-tick')),
      cell(billFor(services, 'adaptive')),
      trackingFor(services, 1),
      trackingFor(services, 3),
    ]),
  );

const longSizes = [5, 7, 50, 500, 1_000, 5_000, 10_000];

export const longPriceTable = (): string => {
  const bills = longSizes.map((services) => billFor(services, 'adaptive'));
  const everyTick = longSizes.map((services) => billFor(services, 'every-tick'));
  const row = (name: string, dollars: (bill: Bill) => number): readonly string[] => [
    name,
    ...bills.map((bill) => money(dollars(bill))),
  ];
  return markdownTable(
    ['a month, by services', ...longSizes.map(count)],
    [
      ...itemNames.map((item) => row(items[item], (bill) => bill.items[item])),
      row('**all, `Reads=adaptive`**', ({ totalDollars }) => totalDollars),
      [
        'a service',
        ...bills.map(
          ({ totalDollars }, at) => `$${(totalDollars / (longSizes[at] ?? 1)).toFixed(3)}`,
        ),
      ],
      ['all, `every-tick`', ...everyTick.map(({ totalDollars }) => money(totalDollars))],
      ['Application Auto Scaling, one policy', ...longSizes.map((each) => trackingFor(each, 1))],
      ['three policies', ...longSizes.map((each) => trackingFor(each, 3))],
    ],
  );
};

export const withPrices = (page: string, file: string, table: string): string => {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(
      `${file} needs ${begin} and, below it, ${end}; put them where the table belongs`,
    );
  }
  return `${page.slice(0, from + begin.length)}\n\n${table}\n\n${page.slice(to)}`;
};
