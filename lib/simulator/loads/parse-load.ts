/** A trace as CSV, read whole: a load, or what is wrong with the text. */
import { BadLoad } from './bad-load.ts';
import { loadFromPoints } from './from-points.ts';
import { inOrder } from './in-order.ts';
import type { Load } from './load.ts';
import { readRows } from './read-rows.ts';

export type ParsedLoad =
  | { readonly kind: 'valid'; readonly load: Load }
  | { readonly kind: 'invalid'; readonly problem: string };

export const parseLoad = (name: string, csv: string): ParsedLoad => {
  try {
    const { points, repeated: rows } = inOrder(readRows(csv));
    const repeated = rows > 0 ? [{ kind: 'repeated', rows } as const] : [];
    return { kind: 'valid', load: loadFromPoints(name, points, repeated) };
  } catch (error) {
    if (error instanceof BadLoad) return { kind: 'invalid', problem: error.message };
    throw error;
  }
};
