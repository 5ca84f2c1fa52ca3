/** The past of a service for a terminal: its count as a line of bars, then what was decided and why. */
import type { RecordedDecision } from '#lib/operator-ports.ts';
import { momentOf } from '#simulator/report/numbers.ts';
import type { Series } from '#simulator/report/report.ts';
import { columnsOf, highestOf, known, lowestOf, spanOf } from '#simulator/report/series.ts';
import type { Paint } from '../colour.ts';
import { sparkline } from '../compare-live/sparkline.ts';
import { textTable } from '../table.ts';

const columns = 64;

/** What fits on a screen or two; the rest is in --json. */
const rowsAtMost = 50;

/** The highest of each column, so that no peak is lost; a blank where nothing is known. */
export const barsOf = (course: Series, width: number): string => {
  const highest = highestOf([1, ...known(course.tasks)]);
  return columnsOf(course, spanOf(course), width, highestOf)
    .map((value) => (value === null ? ' ' : sparkline([value], highest)))
    .join('');
};

const outcomeText = ({ outcome, from, to }: RecordedDecision): string => {
  switch (outcome?.kind) {
    case undefined:
      return from === to ? 'held' : '';
    case 'held':
    case 'acted':
    case 'observed':
      return outcome.kind;
    case 'refused':
    case 'failed':
      return `${outcome.kind}: ${outcome.why}`;
    default:
      return outcome satisfies never;
  }
};

const changeText = ({ from, to }: RecordedDecision): string =>
  from === to ? String(to) : `${from} to ${to}`;

const rowOf = (record: RecordedDecision): readonly string[] => [
  momentOf(record.atMs),
  changeText(record),
  String(record.asked),
  outcomeText(record),
  record.because.join('; '),
];

const boundsText = (course: Series): string => {
  const counts = known(course.tasks);
  if (counts.length === 0) return 'its count is not known';
  return `${lowestOf(counts)} to ${highestOf(counts)} tasks`;
};

const sumsText = (during: readonly RecordedDecision[]): string => {
  const acted = during.filter(({ outcome, from, to }) => outcome?.kind === 'acted' && from !== to);
  const out = acted.filter(({ from, to }) => to > from).length;
  return `${out} out, ${acted.length - out} in, ${during.length - acted.length} other decisions`;
};

export const historyText = (
  service: string,
  course: Series,
  during: readonly RecordedDecision[],
  paint: Paint,
): string => {
  const { fromMs, toMs } = spanOf(course);
  const shown = during.slice(-rowsAtMost);
  const unshown = during.length - shown.length;
  return [
    `${paint('bold', service)}, ${momentOf(fromMs)} to ${momentOf(toMs)} UTC: ${boundsText(course)}; ${sumsText(during)}`,
    '',
    barsOf(course, columns).trimEnd(),
    '',
    textTable(['AT (UTC)', 'COUNT', 'ASKED', 'OUTCOME', 'WHY'], shown.map(rowOf)),
    ...(unshown > 0 ? [`and ${unshown} before these; --json has them all`] : []),
    '',
    'A decision is kept when it or its reason changes; between two of them the first one held.',
  ].join('\n');
};
