/** The first look: is all well, who needs somebody, what happened, what it costs. */
import { keyOf } from '#engine/model.ts';
import type { SummaryRow } from '#lib/fleet-summary.ts';
import { newestSpend, type Standing, standings } from '#lib/fleet-summary.ts';
import { html, type Markup, nothing } from '#lib/markup.ts';
import { link } from '../action.ts';
import { standingBadge, standingWords } from '../badge.ts';
import { commandButton } from '../buttons.ts';
import { type Fleet, type Frame, type Part, type PastAlert, rowsOf, valueOr } from '../data.ts';
import { countOf, headlineOf, isGrave, needsSomebody } from '../headline.ts';
import { hoursPerMonth, readDollarsPerMonth, taskDollarsPerHour, taskPriceNote } from '../money.ts';
import { serviceLink } from '../names.ts';
import {
  alertList,
  figure,
  missing,
  orderLine,
  ordersStop,
  partOf,
  pastList,
} from '../sections.ts';
import { ago, dollars, plural, span } from '../words.ts';

/** Of each list: more, and nobody sees at a glance what is worst. */
export const overviewLines = 8;

const tile = (standing: Standing, count: number, { endpoints }: Frame): Markup => {
  const { text, tone, help } = standingWords[standing];
  return link({
    content: html`<b>${count}</b><span>${text}</span>`,
    className: count === 0 ? 'tile none' : `tile ${tone}`,
    endpoint: endpoints.widget,
    params: { view: 'services', standing },
    title: help,
  });
};

const remedy = (row: SummaryRow, frame: Frame): Markup =>
  row.standing === 'breaker-open' ? commandButton('reset-breaker', row.service, frame) : nothing;

/** Services in trouble, and the grave alerts of whatever is not among them. */
const troubles = (fleet: Fleet, frame: Frame, atMost: number): Markup => {
  const bad = rowsOf(fleet).filter(({ standing }) => needsSomebody.has(standing));
  const named = new Set(bad.map(({ service }) => keyOf(service)));
  const others = valueOr(fleet.alerts, []).filter(
    (alert) => isGrave(alert) && !(alert.subject !== null && named.has(alert.subject)),
  );
  if (bad.length + others.length === 0) return html`<p class="quiet">Nothing.</p>`;
  const lines = bad
    .slice(0, atMost)
    .map(
      (row) =>
        html`<li>${standingBadge(row.standing)} ${serviceLink(row.service, frame)} <span class="why">${row.why}</span>${remedy(row, frame)}</li>`,
    );
  const rest = bad.length - lines.length;
  const more = rest === 0 ? nothing : html`<p class="quiet">and ${rest} more, under Services</p>`;
  const alerts = others.length === 0 ? nothing : alertList(others, frame, atMost);
  return html`<ul class="list">${lines}</ul>${more}${alerts}`;
};

const changes = (rows: readonly SummaryRow[], frame: Frame, atMost: number): Markup => {
  const changed = rows
    .flatMap(({ service, lastChange }) => (lastChange === null ? [] : [{ service, lastChange }]))
    .toSorted((a, b) => b.lastChange.atMs - a.lastChange.atMs)
    .slice(0, atMost);
  if (changed.length === 0) return html`<p class="quiet">No count was changed yet.</p>`;
  const lines = changed.map(({ service, lastChange: { from, to, atMs, by } }) => {
    const whose = by === 'flyball' ? nothing : html`, not by Flyball`;
    return html`<li><b class="count">${from} → ${to}</b> ${serviceLink(service, frame)} <span class="quiet">${ago(atMs, frame.nowMs)}${whose}</span></li>`;
  });
  return html`<ul class="list">${lines}</ul>`;
};

/** The ledger is the account's and the month's, so the newest of the shards knows all of it. */
const spendFigure = ({ summaries }: Fleet): Markup => {
  const spend = newestSpend(summaries);
  if (spend === null) return nothing;
  const forecast = `about ${dollars(spend.forecastDollars)} by the end of the month, as often as is read now; see flyball cost`;
  return figure(dollars(spend.dollars), 'metric reads, this month so far', forecast);
};

const figures = (fleet: Fleet): Markup => {
  const rows = rowsOf(fleet);
  const sum = (of: (row: SummaryRow) => number): number =>
    rows.reduce((all, row) => all + of(row), 0);
  const reads = fleet.summaries.reduce((all, { billedMetrics }) => all + billedMetrics, 0);
  const tookMs = Math.max(0, ...fleet.summaries.map(({ durationMs }) => durationMs));
  const desired = sum(({ counts }) => counts?.desired ?? 0);
  const running = sum(({ counts }) => counts?.running ?? 0);
  const hourly = sum(taskDollarsPerHour);
  return html`<div class="figures">
${figure(`${running} / ${desired}`, 'tasks running / desired')}
${figure(dollars(hourly * hoursPerMonth), 'tasks, a month at this rate', taskPriceNote)}
${spendFigure(fleet)}
${figure(dollars(readDollarsPerMonth(reads, fleet.intervalMs)), 'metric reads, a month at this rate', `${reads} metrics in the last tick, at $0.01 a thousand`)}
${figure(`${tookMs < 2000 ? `${tookMs} ms` : span(tookMs)}`, 'the last tick took')}
</div>`;
};

const fleetOrders = (fleet: Fleet, frame: Frame): Markup =>
  partOf('What people ordered for the fleet', fleet.orders, (orders) =>
    orders.length === 0
      ? nothing
      : html`<div class="orders">${orders.map((order) => orderLine(order, frame))}</div>`,
  );

const fleetButtons = (fleet: Fleet, frame: Frame): Markup =>
  ordersStop(valueOr(fleet.orders, []))
    ? commandButton('resume', null, frame)
    : commandButton('pause', null, frame);

const cuts = ({ summaries, unread }: Fleet): Markup => {
  const cut = summaries.reduce((sum, { rowsCut }) => sum + rowsCut, 0);
  const rowsCut =
    cut === 0
      ? nothing
      : html`<p class="missing">${plural(cut, 'service')} of the best-off ones have no row here: the fleet is too large for one summary.</p>`;
  const shards = unread.map((each) => missing('A part of the fleet', each));
  return html`${rowsCut}${shards}`;
};

/** What is over gives way to what is not. */
const pastLines = 3;

const over = (past: Part<readonly PastAlert[]>, frame: Frame, atMost: number): Markup =>
  past.kind === 'known' && past.value.length === 0
    ? nothing
    : html`<h3>Over in the last hour</h3>${pastList(past, frame, Math.min(atMost, pastLines))}`;

/** `atMost`: how many lines of each list have room. */
export const overview = (
  fleet: Fleet,
  past: Part<readonly PastAlert[]>,
  frame: Frame,
  atMost = overviewLines,
): Markup => {
  const { tone, text, advice } = headlineOf(fleet, frame.nowMs);
  const rows = rowsOf(fleet);
  return html`<div class="headline ${tone}"><div><h2>${text}</h2><p>${advice}</p></div><div class="acts">${fleetButtons(fleet, frame)}</div></div>
${fleetOrders(fleet, frame)}${cuts(fleet)}
<div class="tiles">${standings.map((each) => tile(each, countOf(fleet, each), frame))}</div>
<div class="columns"><section><h3>Needs you</h3>${troubles(fleet, frame, atMost)}</section>
<section><h3>Warnings</h3>${partOf('Alerts', fleet.alerts, (alerts) =>
    alertList(
      alerts.filter((alert) => !isGrave(alert)),
      frame,
      atMost,
    ),
  )}${over(past, frame, atMost)}</section>
<section><h3>Last changes</h3>${changes(rows, frame, atMost)}</section></div>
${figures(fleet)}`;
};
