/** What would save most, as a section of the report. */
import { html, type Markup, nothing } from '#lib/markup.ts';
import type { FleetSavings } from './savings.ts';
import { absenceOf, basis, headings, notLookedAtText, rowsOf, snippetsOf } from './text.ts';

const heading = (text: string): Markup => html`<th scope="col">${text.toLowerCase()}</th>`;

const row = ([service = '', ...cells]: readonly string[]): Markup => html`<tr>
<th scope="row">${service}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;

const table = (rows: readonly (readonly string[])[]): Markup =>
  rows.length === 0
    ? html`<p class="note">Nothing that was replayed.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="What would save most">
<table><thead><tr>${headings.map(heading)}</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`;

const absent = ({ services }: FleetSavings): Markup => {
  const items = services.flatMap((each) => {
    const why = absenceOf(each);
    return why === null
      ? []
      : [
          html`<dt>${each.service}</dt><dd>${why}</dd>
`,
        ];
  });
  return items.length === 0 ? nothing : html`<dl>${items}</dl>`;
};

export const savingsSection = (savings: FleetSavings | null): Markup => {
  if (savings === null) return nothing;
  const snippets = snippetsOf(savings).map(
    ({ title, yaml }) => html`<p class="note">${title}</p><pre>${yaml}</pre>`,
  );
  return html`<section><h2>What would save most</h2>
<p class="note">${basis} ${notLookedAtText(savings)}</p>
${table(rowsOf(savings))}
${snippets}${absent(savings)}</section>`;
};
