/** One picture of the fleet, from the summary that each tick writes, with the last hour of each count. */
import { stripVTControlCharacters } from 'node:util';
import type { Home } from '#config/fleet.ts';
import { keyOf } from '#engine/model.ts';
import type { Standing, SummaryRow } from '#lib/fleet-summary.ts';
import { shortName } from '../assessment-view.ts';
import { painter } from '../colour.ts';
import { barsOf } from '../history/show.ts';
import { textTable } from '../table.ts';
import type { Look } from './look.ts';
import { inOrderOf, type Order } from './order.ts';

const inTrouble: ReadonlySet<Standing> = new Set(['failed', 'left-out', 'breaker-open', 'no-data']);

const courseColumns = 20;

/** A reason may quote a tag, and a tag may hold anything: nothing of it may steer the terminal. */
const plain = (text: string): string =>
  stripVTControlCharacters(text).replaceAll(/\p{Cc}/gu, '\uFFFD');

export type Frame = {
  readonly look: Look;
  readonly home: Home;
  readonly order: Order;
  readonly colour: boolean;
};

const cellsOf = (row: SummaryRow, { look, home }: Frame): readonly string[] => {
  const { service, standing, counts, asked, signal, why } = row;
  const course = look.courses.get(keyOf(service));
  return [
    shortName(service, home),
    standing,
    counts === null ? '-' : `${counts.running}/${counts.desired}`,
    course === undefined ? '' : barsOf(course, courseColumns).trimEnd(),
    counts === null ? '-' : `${counts.min}-${counts.max}`,
    String(asked ?? '-'),
    signal === null ? '-' : `${signal.name} ${signal.value ?? '-'}/${signal.target ?? '-'}`,
    why,
  ].map(plain);
};

const headings = ['SERVICE', 'STATE', 'RUN/WANT', 'LAST HOUR', 'BOUNDS', 'ASKED', 'SIGNAL', 'WHY'];

/** Rows that an item had no room for count as well. */
const total = ({ summaries }: Look): number =>
  summaries.reduce((sum, { rows, rowsCut }) => sum + rows.length + rowsCut, 0);

const troubled = ({ summaries }: Look): number =>
  summaries.reduce(
    (sum, { counts }) => [...inTrouble].reduce((count, each) => count + counts[each], sum),
    0,
  );

const headOf = (look: Look): string =>
  `${total(look)} services, ${troubled(look)} in trouble; tick of ${new Date(look.tickMs).toISOString()}`;

/** `rowsAtMost` and `columns` are those of a screen; what is printed may run on. */
export const frameLines = (
  frame: Frame,
  rowsAtMost = Number.POSITIVE_INFINITY,
  columns = Number.POSITIVE_INFINITY,
): readonly string[] => {
  const { look, home, order, colour } = frame;
  const paint = painter(colour);
  const rows = inOrderOf(look.summaries, order, home).slice(0, rowsAtMost);
  const cells = rows.map((row) => cellsOf(row, frame));
  const [heading = '', ...lines] = textTable(headings, cells).split('\n');
  // Cut before it is coloured, or a colour might never end.
  const cut = (text: string): string => [...text].slice(0, columns).join('');
  return [
    paint(troubled(look) > 0 ? 'red' : 'green', cut(headOf(look))),
    '',
    paint('dim', cut(heading)),
    ...lines.map((line, index) => {
      const isTroubled = inTrouble.has(rows[index]?.standing ?? 'steady');
      return isTroubled ? paint('red', cut(line)) : cut(line);
    }),
  ];
};
