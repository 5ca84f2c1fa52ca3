/** One picture of the fleet, from the summary that each tick writes: whoever is in trouble first. */
import type { Home } from '#config/fleet.ts';
import {
  type FleetSummary,
  type Standing,
  type SummaryRow,
  standings,
} from '#lib/fleet-summary.ts';
import { shortName } from '../assessment-view.ts';
import { type Paint, painter } from '../colour.ts';
import { textTable } from '../table.ts';

const inTrouble: ReadonlySet<Standing> = new Set(['failed', 'left-out', 'breaker-open', 'no-data']);

const byTrouble = (rows: readonly SummaryRow[]): readonly SummaryRow[] =>
  rows.toSorted((a, b) => standings.indexOf(a.standing) - standings.indexOf(b.standing));

const cellsOf = (row: SummaryRow, home: Home): readonly string[] => {
  const { service, standing, counts, asked, signal, why } = row;
  return [
    shortName(service, home),
    standing,
    counts === null ? '-' : `${counts.running}/${counts.desired}`,
    counts === null ? '-' : `${counts.min}-${counts.max}`,
    String(asked ?? '-'),
    signal === null ? '-' : `${signal.name} ${signal.value ?? '-'}/${signal.target ?? '-'}`,
    why,
  ];
};

const headings = ['SERVICE', 'STATE', 'RUN/WANT', 'BOUNDS', 'ASKED', 'SIGNAL', 'WHY'];

const headOf = (
  summaries: readonly FleetSummary[],
  rows: readonly SummaryRow[],
  paint: Paint,
): string => {
  const tickMs = Math.max(0, ...summaries.map((each) => each.tickMs));
  const trouble = rows.filter(({ standing }) => inTrouble.has(standing)).length;
  const text = `${rows.length} services, ${trouble} in trouble; tick of ${new Date(tickMs).toISOString()}`;
  return paint(trouble > 0 ? 'red' : 'green', text);
};

export type Frame = {
  readonly summaries: readonly FleetSummary[];
  readonly home: Home;
  readonly colour: boolean;
};

export const frameOf = ({ summaries, home, colour }: Frame): string => {
  const rows = byTrouble(summaries.flatMap((each) => each.rows));
  const table = textTable(
    headings,
    rows.map((row) => cellsOf(row, home)),
  );
  return `${headOf(summaries, rows, painter(colour))}\n\n${table}`;
};
