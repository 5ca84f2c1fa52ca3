/** The one table: sizes side by side. */
import { markdownTable } from '#cli/table.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { scalableTargetsAtMost, trackingDollars } from '#lib/bill/application-auto-scaling.ts';
import { type Bill, itemNames, items } from '#lib/bill/bill.ts';
import { fleetBillOf } from '#lib/bill/fleet-bill.ts';
import { recordedReads } from '#lib/bill/recorded-reads.ts';
import type { Measured, Ticked } from './measure.ts';
import { callsPerTick, settled, usageOf, usually, worst } from './usual.ts';

type Cells = readonly [string, ...(string | number)[]];

const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 10_000 ? 2 : 1);
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
const money = (dollars: number): string => `$${dollars.toFixed(2)}`;
const few = (count: number): string =>
  count.toLocaleString('en', { maximumFractionDigits: count < 10 ? 1 : 0 });

const row = (name: string, all: readonly Measured[], of: (each: Measured) => string): Cells => [
  name,
  ...all.map(of),
];

const all = ({ cold, warm }: Measured): readonly Ticked[] => [cold, ...warm];

const total = (measured: Measured, of: (tick: Ticked) => number): number =>
  all(measured).reduce((sum, tick) => sum + of(tick), 0);

const timeRows = (sizes: readonly Measured[]): readonly Cells[] => [
  row('a tick, usually, s', sizes, (each) => seconds(usually(each, ({ wallMs }) => wallMs))),
  row('the slowest warm one, s', sizes, (each) => seconds(worst(each, ({ wallMs }) => wallMs))),
  row('the first, with cold starts, s', sizes, ({ cold }) => seconds(cold.wallMs)),
  row('CPU of all functions, s', sizes, (each) =>
    seconds(usually(each, ({ functionCpuMs }) => functionCpuMs)),
  ),
  row('CPU of the local AWS, s', sizes, (each) =>
    seconds(usually(each, ({ awsCpuMs }) => awsCpuMs)),
  ),
  row('workers', sizes, ({ workers }) => (workers === 0 ? '-' : String(workers))),
  row('memory of the largest process', sizes, ({ tickPeakBytes, workerPeakBytes }) =>
    megabytes(Math.max(tickPeakBytes, workerPeakBytes)),
  ),
  row('calls throttled, in all ticks', sizes, (each) => few(total(each, (tick) => tick.throttled))),
  row('invocations failed, in all ticks', sizes, (each) =>
    few(total(each, (tick) => tick.errors.length)),
  ),
  row('longest that a service was not read, min', sizes, (each) =>
    few(Math.max(...settled(each).map((tick) => Math.round(tick.longestUnreadMs / 60_000)))),
  ),
  row('metrics read', sizes, (each) => few(usually(each, (tick) => tick.billedMetrics))),
];

const callRows = (sizes: readonly Measured[]): readonly Cells[] => {
  const operations = new Set(
    sizes.flatMap((each) => settled(each).flatMap(({ calls }) => Object.keys(calls))),
  );
  return [...operations]
    .sort()
    .map((operation) => row(operation, sizes, (each) => few(callsPerTick(each, operation))));
};

const billFor = (each: Measured): Bill =>
  fleetBillOf(each.services, recordedReads.adaptive, defaultParameters, {
    ticks: [usageOf(each)],
  });

const dollarRows = (sizes: readonly Measured[]): readonly Cells[] => {
  const bills = new Map(sizes.map((each) => [each, billFor(each)]));
  const of = (each: Measured, amount: (bill: Bill) => number): string =>
    money(amount(bills.get(each) ?? billFor(each)));
  const trackingFor = (services: number, policies: number): string =>
    `${money(trackingDollars(services, policies))}${services > scalableTargetsAtMost ? ' *' : ''}`;
  return [
    ...itemNames.map((item) =>
      row(items[item], sizes, (each) => of(each, (bill) => bill.items[item])),
    ),
    row('**all**', sizes, (each) => `**${of(each, (bill) => bill.totalDollars)}**`),
    row('a service', sizes, (each) => {
      const dollars = (bills.get(each) ?? billFor(each)).totalDollars / each.services;
      return `$${dollars.toFixed(3)}`;
    }),
    row('Application Auto Scaling, one policy', sizes, ({ services }) => trackingFor(services, 1)),
    row('with three policies', sizes, ({ services }) => trackingFor(services, 3)),
  ];
};

const tableOf = (heading: string, sizes: readonly Measured[], rows: readonly Cells[]): string =>
  markdownTable(
    [heading, ...sizes.map(({ services }) => services.toLocaleString('en'))],
    rows.map((cells) => cells.map(String)),
  );

export const scaleReport = (sizes: readonly Measured[]): string =>
  [
    tableOf('services', sizes, [
      ...timeRows(sizes),
      ...callRows(sizes).map(([name, ...rest]): Cells => [`calls a tick: ${name}`, ...rest]),
      ...dollarRows(sizes).map(([name, ...rest]): Cells => [`a month: ${name}`, ...rest]),
    ]),
    `\\* more than the ${scalableTargetsAtMost.toLocaleString('en')} scalable targets that an account has in a region unless it asks for more.`,
  ].join('\n\n');
