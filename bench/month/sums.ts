/** What a month came to, as the cells of a row. */
import { longestMinutes } from '#engine/cadence/waits.ts';
import { dollarsPerMetric } from '#lib/spend.ts';
import type { Played } from './play.ts';
import type { Tally } from './tally.ts';

const monthMinutes = 43_800;
const thousand = 1000;

const percent = (part: number, whole: number, digits = 1): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(digits)} %`;

const quantile = (sorted: readonly number[], ratio: number): string =>
  String(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * ratio))] ?? '-');

type Counted = { [Name in keyof Tally]: Tally[Name] extends number ? Name : never }[keyof Tally];

const total = (played: readonly Played[], count: Counted): number =>
  played.reduce((sum, { tally }) => sum + tally[count], 0);

/** Dollars a month of a thousand such services. */
export const dollarsOfThousand = (played: readonly Played[]): string => {
  const perMinute = total(played, 'metrics') / total(played, 'ticks');
  return `$${(perMinute * monthMinutes * thousand * dollarsPerMetric).toFixed(0)}`;
};

/** Waits stretched, overrun, and those that missed a needed scale-out. */
export const waitCells = (played: readonly Played[]): readonly string[] => [
  percent(total(played, 'stretchedWaits'), total(played, 'waits')),
  percent(total(played, 'overrun'), total(played, 'begun')),
  percent(total(played, 'missed'), total(played, 'begun'), 2),
];

export const lateCells = (played: readonly Played[]): readonly string[] => {
  const late = played.flatMap(({ tally }) => tally.late).toSorted((a, b) => a - b);
  const passed = total(played, 'passed');
  const later = late.filter((minutes) => minutes > longestMinutes);
  return [
    late.length.toLocaleString('en'),
    quantile(late, 0.5),
    quantile(late, 0.95),
    quantile(late, 1),
    percent(later.length, late.length),
    percent(passed, late.length + passed),
  ];
};

/** Minutes in which tasks were saturated: what users notice of all this. */
export const saturatedCell = (played: readonly Played[]): string =>
  percent(total(played, 'saturatedMinutes'), total(played, 'minutes'), 2);

export const groupByShape = (played: readonly Played[]): ReadonlyMap<string, readonly Played[]> =>
  Map.groupBy(played, ({ shape }) => shape);
