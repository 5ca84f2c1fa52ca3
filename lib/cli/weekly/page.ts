/** The report as one file: no script, no network, in the style of the simulator's reports. */
import { html, type Markup, nothing } from '#lib/markup.ts';
import { dollars, figure, momentOf } from '#simulator/report/numbers.ts';
import { style } from '#simulator/report/page/style.ts';
import type { TaskPrice } from '#simulator/scores/cost.ts';
import { barsOf } from '../history/show.ts';
import { forecastsSection } from './forecasts-page.ts';
import type { ServiceWeek, Week } from './gather.ts';
import { savingsSection } from './savings/page.ts';
import type { FleetSavings } from './savings/savings.ts';
import { headlineOf, timesText } from './text.ts';

const columns = 56;

const row = (week: ServiceWeek): Markup => html`<tr>
<th scope="row">${week.service}</th><td>${barsOf(week.course, columns)}</td><td>${week.out}</td><td>${week.in}</td><td>${week.undone}</td><td>${figure(week.hoursAtMost)}</td><td>${figure(week.hoursAtLeast)}</td><td>${figure(week.taskHours)}</td><td>${dollars(week.dollars)}</td></tr>
`;

const headings = [
  'service',
  'count over time',
  'out',
  'in',
  'undone',
  'hours at its most',
  'hours at its fewest',
  'task-hours',
  'cost',
] as const;

const heading = (text: string): Markup => html`<th scope="col">${text}</th>`;

const services = ({ services: weeks }: Week): Markup => html`<section><h2>Services</h2>
<p class="note">By what they cost. Undone: what ECS refused, or what failed on the way. The count is what Flyball left ECS with; each bar is the highest of its span.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Services">
<table><thead><tr>${headings.map(heading)}</tr></thead><tbody>${weeks.map(row)}</tbody></table></div></section>`;

const held = ({ services: weeks }: Week): Markup => {
  const items = weeks.flatMap(({ service, held: reasons }) =>
    reasons.map(
      ({ text, times }) =>
        html`<dt>${service}, ${timesText(times)}</dt><dd>${text}</dd>
`,
    ),
  );
  if (items.length === 0) return nothing;
  return html`<section><h2>What was held, and why</h2>
<p class="note">Decisions that asked for another count and kept the one there was, by the last reason, each written down when it changed.</p><dl>${items}</dl></section>`;
};

const alerts = ({ open, past }: Week): Markup => {
  const items = [
    ...open.map(
      ({ severity, code, openedAtMs, message }) =>
        html`<dt>${severity} ${code}, open since ${momentOf(openedAtMs)}</dt><dd>${message}</dd>
`,
    ),
    ...past.map(
      ({ severity, code, openedAtMs, resolvedAtMs, message }) =>
        html`<dt>${severity} ${code}, ${momentOf(openedAtMs)} to ${momentOf(resolvedAtMs)}</dt><dd>${message}</dd>
`,
    ),
  ];
  return html`<section><h2>Alerts</h2>${items.length === 0 ? html`<p class="note">None.</p>` : html`<dl>${items}</dl>`}</section>`;
};

export const weekPage = (week: Week, price: TaskPrice, savings: FleetSavings | null): string => {
  const { fromMs, toMs } = week.span;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Fleet report – Flyball</title>
${style(0)}</head>
<body><main>
<h1>Fleet report, ${momentOf(fromMs)} to ${momentOf(toMs)} UTC</h1>
<p class="headline">${headlineOf(week)}</p>
${services(week)}
${savingsSection(savings)}
${held(week)}
${forecastsSection(week.forecasts)}
${alerts(week)}
<section><h2>How it was made</h2><p class="note">From the recorded decisions: tasks that were asked for, whether or not they ran, at ${dollars(price.dollarsPerVcpuHour * price.vcpu + price.dollarsPerGbHour * price.memoryGb)} for each of ${price.vcpu} vCPU and ${price.memoryGb} GB an hour. What is not on record is not counted.</p></section>
</main></body></html>
`.source;
};
