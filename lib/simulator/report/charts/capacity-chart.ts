/** What the load asked for as an area, and what each autoscaler had running as a line, over time. */
import { html, type Markup } from '#lib/markup.ts';
import { figure, momentOf, plain } from '../numbers.ts';
import type { Contender, Report, Series } from '../report.ts';
import { columnsOf, highestOf, known, lowestOf, type Span } from '../series.ts';
import { filledStairs, type Heights, stairs } from './path.ts';
import { plot } from './plot.ts';
import { linearScale, type Scale } from './scale.ts';
import { timeMarks } from './time-marks.ts';

/** More would be narrower than a pixel of most screens, and weigh a megabyte over two weeks. */
const mostColumns = 720;

export const columnCountOf = (series: Series, { fromMs, toMs }: Span): number =>
  Math.min(mostColumns, Math.max(1, Math.round((toMs - fromMs) / (series.everySeconds * 1000))));

const heightsOf = (columns: Heights, scale: Scale): Heights =>
  columns.map((value) => (value === null ? null : scale.place(value)));

/** What was kept of each contender, by its place in the report: the page hides and shows by this number. */
export type Line = {
  readonly index: number;
  readonly contender: Contender;
  readonly columns: Heights;
};

export const linesOf = (
  contenders: readonly Contender[],
  span: Span,
  columns: number,
): readonly Line[] =>
  contenders.flatMap((contender, index) =>
    contender.running === null
      ? []
      : [{ index, contender, columns: columnsOf(contender.running, span, columns, lowestOf) }],
  );

const drawn = ({ index, contender, columns }: Line, scale: Scale): Markup =>
  html`<path class="line who-${index}" d="${stairs(heightsOf(columns, scale))}"><title>${contender.label}</title></path>
`;

const describe = ({ demand, contenders }: Report, { fromMs, toMs }: Span): string =>
  `Tasks that the load asked for, at most ${figure(highestOf(known(demand.tasks)))}, and tasks that ran under ${contenders.length} autoscalers, from ${momentOf(fromMs)} to ${momentOf(toMs)} UTC. The table of scores has the sums.`;

export const capacityChart = (report: Report, span: Span): Markup => {
  const count = columnCountOf(report.demand, span);
  const wanted = columnsOf(report.demand, span, count, highestOf);
  const lines = linesOf(report.contenders, span, count);
  const top = highestOf([1, ...known(wanted), ...lines.flatMap(({ columns }) => known(columns))]);
  const scale = linearScale(0, top * 1.05);
  return plot({
    description: describe(report, span),
    yTitle: 'tasks',
    xTitle: 'UTC',
    yMarks: scale.marks.map(({ at, value }) => ({ at, text: plain(value) })),
    xMarks: timeMarks(span),
    // The first is whom the report is about, and is drawn over the others.
    drawing: [
      html`<path class="demand" d="${filledStairs(heightsOf(wanted, scale))}"><title>Load</title></path>`,
      ...lines.toReversed().map((line) => drawn(line, scale)),
    ],
    labels: [],
  });
};
