/** What each autoscaler can do at any setting: violated minutes against task-hours. Down and to the left is better. */
import { html, type Markup, nothing } from '../markup.ts';
import { figure, percent, plain } from '../numbers.ts';
import type { Contender, Turn } from '../report.ts';
import { spreadLabels } from './labels.ts';
import { dot, type Place, polyline } from './path.ts';
import { plot } from './plot.ts';
import { linearScale, type Scale, scaleFor } from './scale.ts';

type Axes = { readonly x: Scale; readonly y: Scale };

type Spot = Omit<Turn, 'knob'>;

const placeOf = ({ taskHours, violatedPct }: Spot, { x, y }: Axes): Place => ({
  x: x.place(taskHours),
  y: y.place(violatedPct),
});

const wordsOf = (label: string, { knob, violatedPct, taskHours }: Turn): string =>
  `${label} at ${plain(knob)}: ${percent(violatedPct)} violated, ${figure(taskHours)} task-hours`;

const sweep = ({ label, frontier }: Contender, index: number, axes: Axes): Markup => {
  const dots = frontier.map(
    (turn) =>
      html`<path class="dot who-${index} kept" d="${dot(placeOf(turn, axes))}"><title>${wordsOf(label, turn)}</title></path>`,
  );
  const line = polyline(frontier.map((turn) => placeOf(turn, axes)));
  return html`<path class="line who-${index} kept" d="${line}"/>${dots}`;
};

/** Where it stood with the settings of the table. */
const stand = ({ label, score }: Contender, index: number, axes: Axes): Markup =>
  html`<path class="stand who-${index} kept" d="${dot(placeOf(score, axes))}"><title>${label}: ${percent(score.violatedPct)} violated, ${figure(score.taskHours)} task-hours</title></path>`;

const spotsOf = (contenders: readonly Contender[]): readonly Spot[] =>
  contenders.flatMap(({ score, frontier }) => [score, ...frontier]);

const axesOf = (spots: readonly Spot[]): Axes => {
  const hours = spots.map(({ taskHours }) => taskHours);
  const [lowest, highest] = [Math.min(...hours), Math.max(...hours)];
  const margin = Math.max(1e-9, (highest - lowest) * 0.06);
  return {
    x: linearScale(Math.max(0, lowest - margin), highest + margin, 5),
    y: scaleFor(spots.map(({ violatedPct }) => violatedPct)),
  };
};

export const frontierChart = (contenders: readonly Contender[]): Markup => {
  if (contenders.length === 0) return nothing;
  const axes = axesOf(spotsOf(contenders));
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
    labels: contenders.map(({ label }, index) => ({
      ...(places[index] ?? { x: 0, y: 0 }),
      content: html`<b class="text who-${index} kept">${label}</b>`,
    })),
  });
};
