/** The report as one file: no script, no network, and the same bytes for the same numbers. */

import { html, type Markup, nothing } from '#lib/markup.ts';
import { frontierChart } from '../charts/frontier-chart.ts';
import { equalTerms } from '../equal-terms.ts';
import { type Fact, type Report, withRole } from '../report.ts';
import { meanings, scoresTable, settingsList, turnsTable } from './scores-table.ts';
import { stripsSection } from './strips-section.ts';
import { style } from './style.ts';
import { timeSections } from './time-section.ts';

const paragraph = (text: string): Markup => html`<p>${text}</p>`;

/** A number and its sign stay on one line. */
const unbroken = (text: string): string => text.replace(/(\d) %/g, '$1\u00a0%');

const cautionBox = ({ cautions }: Report): Markup =>
  cautions.length === 0
    ? nothing
    : html`<div class="cautions" role="note"><h2>Before you believe it</h2>${cautions.map(paragraph)}</div>`;

const others = (findings: readonly string[]): Markup =>
  findings.length === 0
    ? nothing
    : html`<details><summary>Against each of the others</summary><ul>${findings.map((text) => html`<li>${text}</li>`)}</ul></details>`;

const terms = (report: Report): Markup => {
  const text = equalTerms(withRole(report, 'subject'), withRole(report, 'rival'));
  return text === null ? nothing : html`<p class="note">${text}</p>`;
};

const frontierSection = ({ contenders }: Report): Markup => {
  if (contenders.every(({ frontier }) => frontier.length === 0)) return nothing;
  return html`<section>
<h2>Safety against cost</h2>
<figure><figcaption>The big dot is where each stood with the settings below; the line is what it does when its own knob is turned, so nobody wins by a lucky target. Down is safer, left is cheaper.</figcaption>
${frontierChart(contenders)}</figure>
${turnsTable(contenders)}</section>`;
};

const factRow = ({ term, value }: Fact): Markup => html`<dt>${term}</dt><dd>${value}</dd>
`;

const guide = ({ facts, fairness, command }: Report): Markup => html`<section>
<h2>How to read it</h2>
<p class="note">The load is counted in the tasks that would carry it at the SLO. A minute is violated when fewer ran. ${fairness}</p>
${meanings}
<h2 class="next">How it was made</h2>
<dl>${facts.map(factRow)}</dl>
<pre>${command}</pre></section>`;

export const reportPage = (report: Report): string => {
  const [headline, ...rest] = report.findings;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${report.title} – Flyball</title>
${style(report.contenders.length)}</head>
<body><main>
<h1>${report.title}</h1>
<p class="headline">${unbroken(headline)}</p>
${terms(report)}
${others(rest)}
${cautionBox(report)}
${timeSections(report)}
${stripsSection(report)}
${frontierSection(report)}
<section><h2>Scores</h2>${scoresTable(report.contenders)}
<h2 class="next">Settings</h2>${settingsList(report.contenders)}</section>
${guide(report)}
</main></body></html>
`.source;
};
