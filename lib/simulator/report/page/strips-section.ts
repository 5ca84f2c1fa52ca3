import { html, type Markup, nothing } from '#lib/markup.ts';
import { strip } from '../charts/strip.ts';
import { figure, percent } from '../numbers.ts';
import type { Contender, Report } from '../report.ts';
import { highestOf, known } from '../series.ts';

const sums = ({ score }: Contender): string =>
  `${percent(score.violatedPct)} · ${figure(score.taskHours)} h`;

const row = (contender: Contender, index: number, { demand }: Report, top: number): Markup => {
  if (contender.running === null) return nothing;
  const drawing = strip({
    index,
    label: contender.label,
    demand,
    running: contender.running,
    top,
    violatedPct: contender.score.violatedPct,
  });
  return html`<div class="strip-row"><b class="text who-${index} kept">${contender.label}</b>${drawing}<span class="sum">${sums(contender)}</span></div>
`;
};

export const stripsSection = (report: Report): Markup => {
  const { demand, contenders } = report;
  const top = highestOf([
    ...known(demand.tasks),
    ...contenders.flatMap(({ running }) =>
      running === null ? [] : [highestOf(known(running.tasks))],
    ),
  ]);
  return html`<section><h2>Each by itself</h2>
<p class="note">The line is what ran, the area what the load asked for; red marks where it was short. On the right: violated minutes, and task-hours.</p>
${contenders.map((contender, index) => row(contender, index, report, top))}</section>`;
};
