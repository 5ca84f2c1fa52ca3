/** What was measured and what is expected of it, with its band, drawn in characters. */

export type BandColumn =
  | { readonly kind: 'measured'; readonly value: number | null }
  | {
      readonly kind: 'expected';
      readonly value: number;
      readonly low: number;
      readonly high: number;
    };

const rows = 8;
const axisWidth = 6;

const highestOf = (columns: readonly BandColumn[]): number =>
  Math.max(
    0,
    ...columns.map((column) => (column.kind === 'expected' ? column.high : (column.value ?? 0))),
  );

/** From 0 at the bottom to the last row at the top. */
const rowOf = (value: number, top: number): number =>
  Math.min(rows - 1, Math.max(0, Math.round((value / top) * (rows - 1))));

const characterAt = (column: BandColumn, row: number, top: number): string => {
  if (column.value !== null && rowOf(column.value, top) === row) {
    return column.kind === 'measured' ? '•' : '━';
  }
  if (column.kind === 'measured') return ' ';
  return row >= rowOf(column.low, top) && row <= rowOf(column.high, top) ? '░' : ' ';
};

const figure = (value: number): string =>
  value.toLocaleString('en-US', { maximumSignificantDigits: 3, useGrouping: false });

const axisOf = (row: number, top: number): string => {
  const isLabelled = row === 0 || row === rows - 1;
  return `${(isLabelled ? figure((top * row) / (rows - 1)) : '').padStart(axisWidth)} ┤`;
};

/** A bound that nobody knows has no end, and a chart has to have one: what is expected decides. */
const bounded = (columns: readonly BandColumn[]): readonly BandColumn[] => {
  const most = 3 * Math.max(1, ...columns.map(({ value }) => value ?? 0));
  return columns.map((column) =>
    column.kind === 'expected' ? { ...column, high: Math.min(column.high, most) } : column,
  );
};

export const bandChart = (given: readonly BandColumn[]): readonly string[] => {
  const columns = bounded(given);
  const top = highestOf(columns) || 1;
  return Array.from({ length: rows }, (_, index) => {
    const row = rows - 1 - index;
    const line = columns.map((column) => characterAt(column, row, top)).join('');
    return `${axisOf(row, top)}${line}`.trimEnd();
  });
};
