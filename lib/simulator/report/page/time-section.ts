/** Load and capacity over time: the whole of it, then the worst hours at full detail. */

import { html, type Markup } from '#lib/markup.ts';
import { capacityChart } from '../charts/capacity-chart.ts';
import { momentOf } from '../numbers.ts';
import type { Report } from '../report.ts';
import { spanOf } from '../series.ts';
import { type Zoom, zoomsOf } from '../zooms.ts';
import { legend } from './legend.ts';

const zoomed = (report: Report, { label, span }: Zoom): Markup => html`<section>
<h2>Worst hour of ${label}</h2>
<figure><figcaption>Every minute from ${momentOf(span.fromMs)} to ${momentOf(span.toMs)} UTC: where the area stands above a line, that autoscaler was short.</figcaption>
${capacityChart(report, span)}</figure></section>`;

export const timeSections = (report: Report): readonly Markup[] => {
  const span = spanOf(report.demand);
  const whole = html`<section>
<h2>Load and capacity</h2>
<figure><figcaption>${momentOf(span.fromMs)} to ${momentOf(span.toMs)} UTC. A column shows the most that the load asked for in it, and the least that ran. Where there is no area, nothing was scored.</figcaption>
${legend(report.contenders)}
${capacityChart(report, span)}</figure></section>`;
  return [whole, ...zoomsOf(report).map((zoom) => zoomed(report, zoom))];
};
