/** Rows with a value, each later than the one before. A row that is there twice is taken once; anything else is refused. */
import { BadLoad } from './bad-load.ts';
import type { Row } from './read-rows.ts';

export type Known = { readonly line: number; readonly atMs: number; readonly value: number };

export type InOrder = { readonly points: readonly Known[]; readonly repeated: number };

const shown = (atMs: number): string => new Date(atMs).toISOString();

const checkOrder = (row: Row, before: Row): 'next' | 'repeated' => {
  if (row.atMs > before.atMs) return 'next';
  if (row.atMs < before.atMs) {
    throw new BadLoad(
      `line ${row.line}: ${shown(row.atMs)} is before ${shown(before.atMs)} on line ${before.line}; sort the rows by timestamp`,
    );
  }
  if (row.value === before.value) return 'repeated';
  throw new BadLoad(
    `lines ${before.line} and ${row.line} both say ${shown(row.atMs)}, with values ${before.value ?? 'missing'} and ${row.value ?? 'missing'}; keep one (local times repeat an hour in autumn: write UTC)`,
  );
};

export const inOrder = (rows: readonly Row[]): InOrder => {
  const points: Known[] = [];
  let repeated = 0;
  let before: Row | null = null;
  for (const row of rows) {
    const is = before === null ? 'next' : checkOrder(row, before);
    if (is === 'repeated') repeated += 1;
    else if (row.value !== null) {
      points.push({ line: row.line, atMs: row.atMs, value: row.value });
    }
    before = row;
  }
  return { points, repeated };
};
