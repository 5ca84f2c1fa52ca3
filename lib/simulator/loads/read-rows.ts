/** The lines of a trace: a header `timestamp,value`, then a moment and a number each; an empty number is missing. */
import { BadLoad, quoted } from './bad-load.ts';
import { readTimestamp } from './timestamp.ts';

export type Row = {
  readonly line: number;
  readonly atMs: number;
  /** `null`: the source has no value for this moment. */
  readonly value: number | null;
};

/** A year of minutes is 525,600. */
const mostRows = 600_000;

const checkHeader = (line: string): void => {
  const cells = line.split(',').map((cell) => cell.trim().toLowerCase());
  if (cells.length === 2 && cells[0] === 'timestamp' && cells[1] === 'value') return;
  const remedy = line.includes(';')
    ? '; separate by commas, not semicolons'
    : line.includes('"')
      ? '; leave out the quotation marks'
      : '';
  throw new BadLoad(`line 1 is ${quoted(line)}, but must be the header timestamp,value${remedy}`);
};

const readValue = (cell: string, line: number): number | null => {
  const text = cell.trim();
  if (text === '') return null;
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new BadLoad(
    `line ${line}: value is ${quoted(text)}, but must be a number from 0 up, or nothing where it is missing`,
  );
};

const readRow = (text: string, line: number): Row => {
  const [timestamp = '', value, ...surplus] = text.split(',');
  if (value === undefined || surplus.length > 0) {
    throw new BadLoad(`line ${line} is ${quoted(text)}, but must be one timestamp,value`);
  }
  return { line, atMs: readTimestamp(timestamp, line), value: readValue(value, line) };
};

const isData = (text: string): boolean => text.trim() !== '' && !text.startsWith('#');

export const readRows = (csv: string): readonly Row[] => {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (!lines.some(isData)) throw new BadLoad('it is empty, but must have a header and two rows');
  checkHeader(lines[0] ?? '');
  const count = lines.reduce((sum, text) => sum + Number(isData(text)), -1);
  if (count > mostRows) {
    throw new BadLoad(
      `it has ${count} rows, but at most ${mostRows} are read; shorten it, or take averages over longer periods`,
    );
  }
  const rows: Row[] = [];
  for (const [index, text] of lines.entries()) {
    if (index > 0 && isData(text)) rows.push(readRow(text, index + 1));
  }
  return rows;
};
