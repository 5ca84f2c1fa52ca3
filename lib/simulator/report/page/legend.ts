/** Which lines are drawn. Boxes and a style rule each do it, so the page needs no script. */
import { html, type Markup } from '#lib/markup.ts';
import type { Contender } from '../report.ts';

/** All at once would be a tangle; whom the report is about and whom it is held against come first. */
const isShown = ({ role }: Contender): boolean => role === 'subject' || role === 'rival';

const box = (contender: Contender, index: number): Markup => {
  const checked = isShown(contender) ? html` checked` : html``;
  return html`<label class="who-${index} kept"><input type="checkbox" id="show-${index}"${checked}><span class="swatch" aria-hidden="true"></span>${contender.label}</label>
`;
};

export const legend = (contenders: readonly Contender[]): Markup => html`<fieldset>
<legend>Lines: tasks that ran. Area: tasks that the load asked for.</legend>
${contenders.map(box)}</fieldset>`;
