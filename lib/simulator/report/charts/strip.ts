/** One autoscaler by itself over the whole time, small: where the load rose above it stands out in red. */
import { html, type Markup } from '#lib/markup.ts';
import { percent } from '../numbers.ts';
import type { Series } from '../report.ts';
import { columnsOf, highestOf, lowestOf, shortageOf, spanOf } from '../series.ts';
import { columnCountOf } from './capacity-chart.ts';
import { filledStairs, stairs } from './path.ts';
import { linearScale } from './scale.ts';

export type Strip = {
  readonly index: number;
  readonly label: string;
  readonly demand: Series;
  readonly running: Series;
  /** Tasks at the top, the same for all strips, so that they can be compared. */
  readonly top: number;
  readonly violatedPct: number;
};

const drawing = ({ index, demand, running, top }: Strip): Markup => {
  const span = spanOf(demand);
  const count = columnCountOf(demand, span);
  const scale = linearScale(0, top * 1.05);
  const place = (value: number | null): number | null =>
    value === null ? null : scale.place(value);
  const wanted = columnsOf(demand, span, count, highestOf).map(place);
  const had = columnsOf(running, span, count, lowestOf).map(place);
  const short = columnsOf(shortageOf(demand, running), span, count, highestOf);
  return html`<path class="demand" d="${filledStairs(wanted)}"/>
<path class="short" d="${filledStairs(short.map((missing) => ((missing ?? 0) > 0 ? 1 : 0)))}"/>
<path class="line who-${index} kept" d="${stairs(had)}"/>`;
};

export const strip = (parts: Strip): Markup => html`<div class="strip" role="img"
aria-label="${parts.label}: short for ${percent(parts.violatedPct)} of the time">
<svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true" focusable="false">${drawing(parts)}</svg>
</div>`;
