/** Load and capacity as lines of bars on one scale. Where somebody was short is red, and marked below for want of colour. */
import { figure } from '#simulator/report/numbers.ts';
import type { Contender, Series } from '#simulator/report/report.ts';
import { columnsOf, highestOf, meanOf, type Span, shortageOf } from '#simulator/report/series.ts';
import type { Paint } from '../colour.ts';
import { sparkline } from '../compare-live/sparkline.ts';

const columns = 64;

type Columns = readonly (number | null)[];

export type Bars = {
  readonly demand: Series;
  readonly contenders: readonly Contender[];
  readonly span: Span;
};

type Row = { readonly label: string; readonly values: Columns; readonly short: readonly boolean[] };

const rowsOf = ({ demand, contenders, span }: Bars): readonly Row[] => {
  const mean = (series: Series): Columns => columnsOf(series, span, columns, meanOf);
  const supplies = contenders.flatMap(({ label, running }) => {
    if (running === null) return [];
    const missing = columnsOf(shortageOf(demand, running), span, columns, highestOf);
    return [{ label, values: mean(running), short: missing.map((tasks) => (tasks ?? 0) > 0) }];
  });
  return [{ label: 'load', values: mean(demand), short: [] }, ...supplies];
};

/** A blank where nothing is known. */
const barOf = (value: number | null, highest: number): string =>
  value === null ? ' ' : sparkline([value], highest);

const drawn = (row: Row, width: number, highest: number, paint: Paint): readonly string[] => {
  const bars = row.values.map((value, index) => {
    const bar = barOf(value, highest);
    return row.short[index] === true ? paint('red', bar) : bar;
  });
  const marks = row.short.map((short) => (short ? '^' : ' ')).join('');
  const below = marks.trim() === '' ? [] : [`${' '.repeat(width)}  ${marks.trimEnd()}`];
  return [`${row.label.padEnd(width)}  ${bars.join('')}`.trimEnd(), ...below];
};

export const barLines = (bars: Bars, paint: Paint): readonly string[] => {
  const rows = rowsOf(bars);
  const highest = highestOf([0, ...rows.flatMap(({ values }) => values.map((each) => each ?? 0))]);
  const width = Math.max(...rows.map(({ label }) => label.length));
  const [load = [], ...supplies] = rows.map((row) => drawn(row, width, highest, paint));
  return [`${load.join('')}  full height: ${figure(highest)} tasks`, ...supplies.flat()];
};
