/** Which services of a large fleet are on the page that is asked for. */
import { keyOf } from '#engine/model.ts';
import { type SummaryRow, standings } from '#lib/fleet-summary.ts';
import { shownName } from './names.ts';
import type { Listing, Sort } from './request.ts';

export type Page<Item> = {
  readonly items: readonly Item[];
  /** Of the first item, among all that fit the filter. */
  readonly from: number;
  readonly total: number;
};

/** A page is read within seconds, and a signal of each of its services is read for it. */
export const pageSize = 25;

const rank = new Map(standings.map((standing, index) => [standing, index]));

/** How far over its target the signal is; no value comes last. */
const strain = ({ signal }: SummaryRow): number =>
  signal?.value === undefined || signal.value === null
    ? Number.NEGATIVE_INFINITY
    : signal.value / (signal.target === null || signal.target <= 0 ? 1 : signal.target);

/** Smaller is shown earlier. */
const keys: Readonly<Record<Sort, (row: SummaryRow) => number | string>> = {
  state: ({ standing }) => rank.get(standing) ?? 0,
  name: ({ service }) => shownName(service),
  tasks: ({ counts }) => -(counts?.desired ?? -1),
  signal: (row) => -strain(row),
  changed: ({ lastChange }) => -(lastChange?.atMs ?? 0),
};

const compared = (a: number | string, b: number | string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Equals stand by name, so that a page is the same whenever it is asked for. */
export const sorted = (
  rows: readonly SummaryRow[],
  { sort, reverse }: Pick<Listing, 'sort' | 'reverse'>,
): readonly SummaryRow[] => {
  const key = keys[sort];
  const direction = reverse ? -1 : 1;
  return rows.toSorted(
    (a, b) => direction * compared(key(a), key(b)) || compared(keyOf(a.service), keyOf(b.service)),
  );
};

export const matching = (
  rows: readonly SummaryRow[],
  { filter, standing }: Pick<Listing, 'filter' | 'standing'>,
): readonly SummaryRow[] => {
  const wanted = filter.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (standing === null || row.standing === standing) &&
      shownName(row.service).toLowerCase().includes(wanted),
  );
};

/** What lies beyond the end is the last page: services may have gone since the link was made. */
export const pageOf = <Item>(items: readonly Item[], from: number, size = pageSize): Page<Item> => {
  const last = Math.max(0, items.length - 1);
  const start = from > last ? last - (last % size) : from;
  return { items: items.slice(start, start + size), from: start, total: items.length };
};

export const pageOfRows = (rows: readonly SummaryRow[], listing: Listing): Page<SummaryRow> =>
  pageOf(sorted(matching(rows, listing), listing), listing.from);
