/** The forecasts of the report as a section of the page. */
import { html, type Markup, nothing } from '#lib/markup.ts';
import { type ForecastRow, forecastCells } from './forecasts.ts';

const headings = [
  'service',
  'signal',
  'standing',
  'off by',
  '“as now”',
  '“as yesterday”',
  'why not used',
] as const;

const rowOf = (row: ForecastRow): Markup => {
  const [service = '', ...cells] = forecastCells(row);
  return html`<tr><th scope="row">${service}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
};

export const forecastsSection = (rows: readonly ForecastRow[]): Markup =>
  rows.length === 0
    ? nothing
    : html`<section><h2>Forecasts</h2>
<p class="note">Used: it shapes the count. Advised: it is known and not trusted with the count. Unlearnt: too little is known. Off by: the error of half an hour ahead over a week, out of sample, beside the forecasts “as now” and “as yesterday”, which cost nothing.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Forecasts">
<table><thead><tr>${headings.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead><tbody>${rows.map(rowOf)}</tbody></table></div></section>`;
