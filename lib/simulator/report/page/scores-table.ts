import { html, type Markup, nothing } from '#lib/markup.ts';
import { bestOf, type Measure, measures, settingsText } from '../measures.ts';
import type { Contender } from '../report.ts';

const heading = ({ heading: text, meaning }: Measure): Markup =>
  html`<th scope="col" title="${meaning}">${text}</th>`;

const cell = (measure: Measure, contender: Contender, best: number | null): Markup => {
  const value = measure.read(contender.score);
  const isBest = best !== null && value === best && contender.role !== 'limit';
  return isBest
    ? html`<td class="best">${measure.show(contender.score)}</td>`
    : html`<td>${measure.show(contender.score)}</td>`;
};

const row = (contender: Contender, bests: readonly (number | null)[]): Markup => html`<tr>
<th scope="row">${contender.label}</th>${measures.map((measure, index) => cell(measure, contender, bests[index] ?? null))}</tr>
`;

export const scoresTable = (contenders: readonly Contender[]): Markup => {
  const bests = measures.map((measure) => bestOf(measure, contenders));
  return html`<p class="note">The best of each column is marked; what nobody could run stays out of that.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Scores">
<table>
<thead><tr><th scope="col">autoscaler</th>${measures.map(heading)}</tr></thead>
<tbody>${contenders.map((contender) => row(contender, bests))}</tbody></table></div>`;
};

const settingRow = ({ label, score }: Contender): Markup => {
  const settings = settingsText(score);
  return settings === ''
    ? nothing
    : html`<dt>${label}</dt><dd>${settings}</dd>
`;
};

export const settingsList = (contenders: readonly Contender[]): Markup =>
  html`<dl>${contenders.map(settingRow)}</dl>`;

const meaningOf = ({ heading: term, meaning }: Measure): Markup =>
  html`<dt>${term}</dt><dd>${meaning}</dd>
`;

export const meanings: Markup = html`<dl>${measures.map(meaningOf)}</dl>`;

const turnRows = ({ label, frontier }: Contender): readonly Markup[] =>
  frontier.map(
    ({ knob, violatedPct, taskHours }) =>
      html`<tr><th scope="row">${label}</th><td>${knob}</td><td>${violatedPct.toFixed(3)}</td><td>${taskHours.toFixed(1)}</td></tr>
`,
  );

/** The frontier for those who cannot see it, and for those who want the numbers. */
export const turnsTable = (contenders: readonly Contender[]): Markup => {
  const rows = contenders.flatMap(turnRows);
  if (rows.length === 0) return nothing;
  return html`<details><summary>The ${rows.length} turns as a table</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Turns">
<table><thead><tr><th scope="col">autoscaler</th><th scope="col">knob</th><th scope="col">violated %</th><th scope="col">task-hours</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
};
