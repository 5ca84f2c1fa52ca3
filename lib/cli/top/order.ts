/** In which order services are listed. */
import type { Home } from '#config/fleet.ts';
import { type FleetSummary, type SummaryRow, standings } from '#lib/fleet-summary.ts';
import { shortName } from '../assessment-view.ts';

export const orders = ['trouble', 'name', 'tasks'] as const;

export type Order = (typeof orders)[number];

export const orderAfter = (order: Order): Order =>
  orders[(orders.indexOf(order) + 1) % orders.length] ?? 'trouble';

const byName = (home: Home) => (a: SummaryRow, b: SummaryRow) =>
  shortName(a.service, home).localeCompare(shortName(b.service, home), 'en');

const rankOf = (row: SummaryRow, order: Order): number => {
  switch (order) {
    case 'trouble':
      return standings.indexOf(row.standing);
    case 'tasks':
      return -(row.counts?.desired ?? 0);
    case 'name':
      return 0;
    default:
      return order satisfies never;
  }
};

/** By name among equals, so that nothing moves that did not change. */
export const inOrderOf = (
  summaries: readonly FleetSummary[],
  order: Order,
  home: Home,
): readonly SummaryRow[] => {
  const compareNames = byName(home);
  return summaries
    .flatMap(({ rows }) => rows)
    .toSorted((a, b) => rankOf(a, order) - rankOf(b, order) || compareNames(a, b));
};
