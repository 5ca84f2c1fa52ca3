/** The frame of every chart: a drawing that stretches, and marks as text beside it, which does not. */
import { html, type Markup, nothing } from '#lib/markup.ts';

export type AxisMark = { readonly at: number; readonly text: string };

export type Label = { readonly x: number; readonly y: number; readonly content: Markup };

export type Plot = {
  /** Says what the drawing shows to those who do not see it. */
  readonly description: string;
  readonly yTitle: string;
  readonly xTitle: string;
  readonly yMarks: readonly AxisMark[];
  readonly xMarks: readonly AxisMark[];
  readonly drawing: readonly Markup[];
  readonly labels: readonly Label[];
};

const share = (at: number): string => `${Math.round(at * 10_000) / 100}%`;

/** On a phone every other mark is left out. */
const densityOf = (index: number): string => (index % 2 === 0 ? 'mark' : 'mark spare');

const gridLine = ({ at }: AxisMark): Markup => {
  const y = Math.round((1 - at) * 1000);
  return html`<path class="grid" d="M0 ${y}H1000"/>`;
};

const yMark = ({ at, text }: AxisMark): Markup =>
  html`<span class="mark" style="bottom:${share(at)}">${text}</span>`;

const xMark = ({ at, text }: AxisMark, index: number): Markup =>
  html`<span class="${densityOf(index)}" style="left:${share(at)}">${text}</span>`;

/** To the left of its place in the right half, or it would run out of the chart. */
const label = ({ x, y, content }: Label): Markup =>
  html`<span class="${x > 0.5 ? 'label before' : 'label'}" style="left:${share(x)};bottom:${share(y)}">${content}</span>`;

const yTitle = (title: string): Markup =>
  title === '' ? nothing : html`<p class="axis-title" aria-hidden="true">${title}</p>`;

export const plot = (parts: Plot): Markup => html`${yTitle(parts.yTitle)}
<div class="plot" role="img" aria-label="${parts.description}">
<div class="y-marks">${parts.yMarks.map(yMark)}</div>
<div class="field"><svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true" focusable="false">
${parts.yMarks.map(gridLine)}${parts.drawing}
</svg>${parts.labels.map(label)}</div>
<div class="x-marks">${parts.xMarks.map(xMark)}</div>
<p class="x-title">${parts.xTitle}</p>
</div>`;
