/** What a month came to, as the cells of a row. */
import { dollarsPerMetric } from '#lib/spend.ts';
import type { Played } from './play.ts';
import { isOverrun } from './tally.ts';

const monthMinutes = 43_800;
const thousand = 1000;

/** A service in use looks every five minutes at least, so later than that is later than any wait unstretched. */
const longestWaitMinutes = 5;

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

const quantile = (sorted: readonly number[], ratio: number): string =>
  String(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * ratio))] ?? '-');

const count = <T>(all: readonly T[], holds: (each: T) => boolean): number =>
  all.filter(holds).length;

/** Dollars a month of a thousand such services. */
export const dollarsOfThousand = (played: readonly Played[]): string => {
  const metrics = played.reduce((sum, { tally }) => sum + tally.metrics, 0);
  const ticks = played.reduce((sum, { tally }) => sum + tally.ticks, 0);
  return `$${((metrics / ticks) * monthMinutes * thousand * dollarsPerMetric).toFixed(0)}`;
};

export const waitCells = (played: readonly Played[]): readonly string[] => {
  const waits = played.flatMap(({ tally, life }) =>
    tally.waits.map((wait) => ({ wait, overrun: isOverrun(wait, life.course.utilisation) })),
  );
  const begun = waits.filter(({ overrun }) => overrun !== null);
  return [
    percent(
      count(waits, ({ wait }) => wait.isStretched),
      waits.length,
    ),
    percent(
      count(begun, ({ overrun }) => overrun === true),
      begun.length,
    ),
  ];
};

export const lateCells = (played: readonly Played[]): readonly string[] => {
  const late = played.flatMap(({ tally }) => tally.late).toSorted((a, b) => a - b);
  const passed = played.reduce((sum, { tally }) => sum + tally.passed, 0);
  return [
    late.length.toLocaleString('en'),
    quantile(late, 0.5),
    quantile(late, 0.95),
    quantile(late, 1),
    percent(
      count(late, (minutes) => minutes > longestWaitMinutes),
      late.length,
    ),
    percent(passed, late.length + passed),
  ];
};

/** Minutes in which tasks were saturated: what users notice of all this. */
export const saturatedCell = (played: readonly Played[]): string => {
  const minutes = played.flatMap(({ life }) => life.course.utilisation);
  return `${((100 * count(minutes, (ratio) => ratio >= 0.9)) / minutes.length).toFixed(2)} %`;
};

export const groupByShape = (played: readonly Played[]): ReadonlyMap<string, readonly Played[]> =>
  Map.groupBy(played, ({ shape }) => shape);
