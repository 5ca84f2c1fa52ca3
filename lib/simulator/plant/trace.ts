/**
 * Load over time from a CSV: a column `seconds`, then one column a service, `cluster/name`, of requests (or messages)
 * a second. Between two rows the load goes in a straight line; after the last one the trace begins again.
 */
import type { Rate } from './setup.ts';

export type Trace = {
  /** By `cluster/name`; the trace begins at `startMs`. */
  readonly rates: (startMs: number) => ReadonlyMap<string, Rate>;
};

export type ParsedTrace =
  | { readonly kind: 'valid'; readonly trace: Trace }
  | { readonly kind: 'invalid'; readonly problem: string };

type Row = { readonly seconds: number; readonly values: readonly number[] };

class BadTrace extends Error {}

const serviceName = /^[^/\s]+\/[^/\s]+$/;

const readHeader = (line: string): readonly string[] => {
  const [first, ...services] = line.split(',').map((cell) => cell.trim());
  if (first !== 'seconds' || services.length === 0) {
    throw new BadTrace(
      `line 1 is "${line}", but must be a header such as: seconds,shop/storefront,jobs/invoices`,
    );
  }
  const bad = services.find((name) => !serviceName.test(name));
  if (bad !== undefined) {
    throw new BadTrace(`line 1: column "${bad}" must be <cluster>/<service>`);
  }
  const twice = services.find((name, index) => services.indexOf(name) !== index);
  if (twice !== undefined) throw new BadTrace(`line 1: column ${twice} is there twice; keep one`);
  return services;
};

const readNumber = (cell: string, where: string): number => {
  const value = cell.trim() === '' ? Number.NaN : Number(cell);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new BadTrace(`${where} is "${cell.trim()}", but must be a number from 0 up`);
};

const readRow = (line: string, number: number, columns: readonly string[]): Row => {
  const [seconds = '', ...cells] = line.split(',');
  if (cells.length !== columns.length) {
    throw new BadTrace(
      `line ${number} has ${cells.length + 1} cells, but the header has ${columns.length + 1}: "${line}"`,
    );
  }
  return {
    seconds: readNumber(seconds, `line ${number}, column seconds`),
    values: cells.map((cell, index) =>
      readNumber(cell, `line ${number}, column ${columns[index]}`),
    ),
  };
};

/** A day at a row a second; more would be a mistake. */
const mostRows = 86_400;

const readRows = (lines: readonly string[], columns: readonly string[]): readonly Row[] => {
  const rows = lines.flatMap((line, index) =>
    line.trim() === '' || line.startsWith('#') ? [] : [readRow(line, index + 2, columns)],
  );
  if (rows.length < 2)
    throw new BadTrace(`it has ${rows.length} rows of data, but needs at least 2`);
  if (rows.length > mostRows) {
    throw new BadTrace(`it has ${rows.length} rows of data, but at most ${mostRows} are read`);
  }
  const unordered = rows.findIndex(
    ({ seconds }, index) => index > 0 && seconds <= (rows[index - 1]?.seconds ?? 0),
  );
  if (unordered > 0) {
    const seconds = rows[unordered]?.seconds;
    throw new BadTrace(`row ${unordered + 1}: seconds is ${seconds}, not after the row above it`);
  }
  return rows;
};

/** The last row at or before `seconds`, by bisection: rates are asked for at every step of the plant. */
const rowBefore = (rows: readonly Row[], seconds: number): number => {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.seconds ?? 0) <= seconds) low = middle;
    else high = middle - 1;
  }
  return low;
};

const valueAt = (rows: readonly Row[], column: number, seconds: number): number => {
  const index = rowBefore(rows, seconds);
  const [from, to] = [rows[index], rows[index + 1] ?? rows[index]];
  if (from === undefined || to === undefined) return 0;
  const [a = 0, b = 0] = [from.values[column], to.values[column]];
  const span = to.seconds - from.seconds;
  return span === 0 ? a : a + (b - a) * Math.max(0, Math.min(1, (seconds - from.seconds) / span));
};

const rateOf =
  (rows: readonly Row[], column: number, startMs: number): Rate =>
  (atMs) => {
    const first = rows[0]?.seconds ?? 0;
    const length = (rows.at(-1)?.seconds ?? 0) - first;
    const into = ((atMs - startMs) / 1000) % length;
    return valueAt(rows, column, first + (into < 0 ? into + length : into));
  };

export const parseTrace = (csv: string): ParsedTrace => {
  try {
    const [header = '', ...lines] = csv.split(/\r?\n/);
    const columns = readHeader(header);
    const rows = readRows(lines, columns);
    const rates = (startMs: number) =>
      new Map(columns.map((name, column) => [name, rateOf(rows, column, startMs)]));
    return { kind: 'valid', trace: { rates } };
  } catch (error) {
    if (error instanceof BadTrace) return { kind: 'invalid', problem: error.message };
    throw error;
  }
};
