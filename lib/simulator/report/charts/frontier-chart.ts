/** What each autoscaler can do at any setting: violated minutes against task-hours. Down and to the left is better. */
import { html, type Markup, nothing } from '#lib/markup.ts';
import { figure, percent, plain } from '../numbers.ts';
import type { Contender, Turn } from '../report.ts';
import { highestOf, lowestOf } from '../series.ts';
import { spreadLabels } from './labels.ts';
import { dot, type Place, polyline } from './path.ts';
import { plot } from './plot.ts';
import { linearScale, type Scale, scaleFor } from './scale.ts';

type Axes = {
  readonly x: Scale;
  readonly y: Scale;
  /** What costs more is named at the edge instead of drawn. */
  readonly mostHours: number;
};

type Spot = Omit<Turn, 'knob'>;

const placeOf = ({ taskHours, violatedPct }: Spot, { x, y }: Axes): Place => ({
  x: Math.min(1, x.place(taskHours)),
  y: y.place(violatedPct),
});

const wordsOf = (label: string, { knob, violatedPct, taskHours }: Turn): string =>
  `${label} at ${plain(knob)}: ${percent(violatedPct)} violated, ${figure(taskHours)} task-hours`;

const sweep = ({ label, frontier }: Contender, index: number, axes: Axes): Markup => {
  const within = frontier.filter(({ taskHours }) => taskHours <= axes.mostHours);
  const dots = within.map(
    (turn) =>
      html`<path class="dot who-${index} kept" d="${dot(placeOf(turn, axes))}"><title>${wordsOf(label, turn)}</title></path>`,
  );
  const line = polyline(within.map((turn) => placeOf(turn, axes)));
  return html`<path class="line who-${index} kept" d="${line}"/>${dots}`;
};

/** Where it stood with the settings of the table. */
const stand = ({ label, score }: Contender, index: number, axes: Axes): Markup =>
  html`<path class="stand who-${index} kept" d="${dot(placeOf(score, axes))}"><title>${label}: ${percent(score.violatedPct)} violated, ${figure(score.taskHours)} task-hours</title></path>`;

const spotsOf = (contenders: readonly Contender[]): readonly Spot[] =>
  contenders.flatMap(({ score, frontier }) => [score, ...frontier]);

/** Who pays half as much again as those the report is about would press all others to the left edge. */
const drawnRatio = 1.5;

const mostHoursOf = (contenders: readonly Contender[]): number => {
  const main = contenders.filter(({ role }) => role === 'subject' || role === 'rival');
  const spots = spotsOf(main.length === 0 ? contenders : main);
  return drawnRatio * highestOf(spots.map(({ taskHours }) => taskHours));
};

const axesOf = (contenders: readonly Contender[]): Axes => {
  const mostHours = mostHoursOf(contenders);
  const spots = spotsOf(contenders);
  const hours = spots.map(({ taskHours }) => taskHours).filter((each) => each <= mostHours);
  const [lowest, highest] = [lowestOf(hours), highestOf(hours)];
  const margin = Math.max(1e-9, (highest - lowest) * 0.06);
  return {
    x: linearScale(Math.max(0, lowest - margin), highest + margin, 5),
    y: scaleFor(spots.map(({ violatedPct }) => violatedPct)),
    mostHours,
  };
};

const labelOf = ({ label, score }: Contender, { mostHours }: Axes): string =>
  score.taskHours <= mostHours ? label : `${label}, ${figure(score.taskHours)} →`;

export const frontierChart = (contenders: readonly Contender[]): Markup => {
  if (contenders.length === 0) return nothing;
  const axes = axesOf(contenders);
  const places = spreadLabels(contenders.map(({ score }) => placeOf(score, axes)));
  return plot({
    description: `Violated minutes against task-hours for ${contenders.length} autoscalers; the table of turns has the numbers.`,
    yTitle: `violated minutes, %${axes.y.kind === 'log' ? ' (logarithmic above 0)' : ''}`,
    xTitle: 'task-hours: further left is cheaper, further down is safer',
    yMarks: axes.y.marks.map(({ at, value }) => ({ at, text: plain(value) })),
    xMarks: axes.x.marks.map(({ at, value }) => ({ at, text: plain(value) })),
    drawing: [
      ...contenders.map((contender, index) => sweep(contender, index, axes)),
      ...contenders.map((contender, index) => stand(contender, index, axes)),
    ],
    labels: contenders.map((contender, index) => ({
      ...(places[index] ?? { x: 0, y: 0 }),
      content: html`<b class="text who-${index} kept">${labelOf(contender, axes)}</b>`,
    })),
  });
};
