/** One service, in the order in which one asks at night: what happens, why, what would change it, what went wrong, what comes. */
import type { Override } from '#engine/override.ts';
import { html, type Markup, nothing } from '#lib/markup.ts';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import { badge, forecastBadge, standingBadge } from '../badge.ts';
import { commandButton } from '../buttons.ts';
import { chart, type Sample } from '../chart.ts';
import type { Frame, LiveLook, Part, ServiceDetail, WhyNotAnswer } from '../data.ts';
import { valueOr } from '../data.ts';
import {
  hoursPerMonth,
  readDollarsPerMonth,
  readPriceNote,
  taskDollarsPerHour,
  taskPriceNote,
} from '../money.ts';
import { shownName } from '../names.ts';
import { accuracyText, outlookFor } from '../outlook.ts';
import {
  alertList,
  figure,
  missing,
  orderLine,
  ordersStop,
  partOf,
  pastList,
} from '../sections.ts';
import { clock, dollars, short, span } from '../words.ts';
import { decisionLine } from './decisions.ts';
import { ahead, bandChart } from './predictions.ts';
import { signalText } from './services.ts';

const hourMs = 3_600_000;
/** Of each list. */
export const serviceLines = 20;

const size = { width: 320, height: 84 } as const;

const acts = ({ row, orders }: ServiceDetail, frame: Frame): Markup => {
  const own = valueOr(orders, []).filter(({ scope }) => scope === 'service');
  const pausing = commandButton(ordersStop(own) ? 'resume' : 'pause', row.service, frame);
  const undo =
    row.lastChange?.by === 'flyball' ? commandButton('undo', row.service, frame) : nothing;
  const reset =
    row.standing === 'breaker-open' ? commandButton('reset-breaker', row.service, frame) : nothing;
  return html`<div class="acts">${pausing}${undo}${reset}</div>`;
};

const nowText = ({ live, row }: ServiceDetail): string => {
  if (live.kind === 'known') {
    const { running, pending, desired, rollout } = live.value;
    const starting = pending === 0 ? '' : `, ${pending} starting`;
    const deploying = rollout === 'steady' ? '' : '; a deployment is under way';
    return `${running} of ${desired} desired tasks run${starting}${deploying}.`;
  }
  return row.counts === null
    ? ''
    : `${row.counts.running} of ${row.counts.desired} desired tasks ran at the last tick.`;
};

const title = (detail: ServiceDetail, frame: Frame): Markup => {
  const { row } = detail;
  const observed =
    row.mode === 'observe' ? badge('observe', 'calm', 'Decided, and nothing is changed') : nothing;
  const bounds = row.counts === null ? '' : ` Allowed: ${row.counts.min} to ${row.counts.max}.`;
  return html`<div class="headline"><div><h2>${shownName(row.service)}</h2><p>${standingBadge(row.standing)} ${observed} ${nowText(detail)}${bounds}</p></div>${acts(detail, frame)}</div>`;
};

const charts = (detail: ServiceDetail, frame: Frame): Markup => {
  const { desired, signal, row } = detail;
  const { range, viewer } = frame;
  const name = shownName(row.service);
  const times = (part: Part<readonly Sample[]>): Markup => {
    const highest = Math.max(0, ...valueOr(part, []).map(({ value }) => value));
    return html`<p class="axis"><span>${clock(range.fromMs, viewer.offsetMinutes)}</span><span>highest ${short(highest)}</span><span>${clock(range.toMs, viewer.offsetMinutes)}</span></p>`;
  };
  const tasks = partOf('The count', desired, (samples) =>
    chart({
      ...size,
      span: range,
      series: [{ kind: 'steps', samples }],
      description: `Desired tasks of ${name}`,
    }),
  );
  const target = row.signal?.target ?? null;
  const level = target === null ? [] : [{ kind: 'level' as const, value: target }];
  const line = partOf('The signal', signal, (samples) =>
    chart({
      ...size,
      span: range,
      series: [{ kind: 'line', samples }, ...level],
      description: `${row.signal?.name ?? 'Signal'} of ${name} and its target`,
    }),
  );
  return html`<div class="columns"><section><h3>Desired tasks</h3>${tasks}${times(desired)}</section>
<section><h3>${signalText(row.signal)}</h3>${line}${times(signal)}</section></div>`;
};

const lines = (texts: readonly string[]): Markup =>
  html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;

const when = ({ blockers, earliestMs }: WhyNotAnswer, { nowMs }: Frame): string => {
  if (blockers.length === 0) return 'Nothing stands in the way.';
  if (earliestMs === null) return 'When that ends depends on more than time.';
  return earliestMs <= nowMs ? 'It ends now.' : `In ${span(earliestMs - nowMs)} at the earliest.`;
};

const direction = (text: string, answer: WhyNotAnswer, frame: Frame): Markup => {
  const conditions =
    answer.conditions.length === 0
      ? html`<p class="quiet">No rule can say.</p>`
      : lines(answer.conditions);
  const blockers =
    answer.blockers.length === 0 ? nothing : html`<p>In the way now:</p>${lines(answer.blockers)}`;
  return html`<section><h3>${text}</h3>${conditions}${blockers}<p class="quiet">${when(answer, frame)}</p></section>`;
};

const whyMarkup = ({ row, live }: ServiceDetail): Markup => {
  const count = row.counts === null ? 'it is as it is' : `it is at ${row.counts.desired}`;
  const steps = partOf(
    'A fresh look',
    live,
    (look) =>
      html`<details><summary>The whole arithmetic, as of now</summary><ol class="steps-list">${look.steps.map((step) => html`<li>${step}</li>`)}</ol></details>`,
  );
  return html`<section><h3>Why ${count}</h3><p>${row.why}</p>${steps}</section>`;
};

const whatWould = (live: Part<LiveLook>, frame: Frame): Markup =>
  live.kind === 'missing'
    ? nothing
    : html`<div class="columns">${direction('More tasks, once any of these holds', live.value.out, frame)}
${direction('Fewer tasks, once all of these hold', live.value.in, frame)}</div>`;

const isTrouble = ({ outcome }: RecordedDecision): boolean =>
  outcome?.kind === 'refused' || outcome?.kind === 'failed';

const lastHour = (
  { decisions, alerts, past }: ServiceDetail,
  frame: Frame,
  atMost: number,
): Markup => {
  const since = frame.nowMs - hourMs;
  const failures = valueOr(decisions, []).filter((each) => isTrouble(each) && each.atMs >= since);
  const isOver = valueOr(past, []).length > 0;
  const open = partOf('Alerts', alerts, (all) =>
    all.length === 0 && isOver ? nothing : alertList(all, frame, atMost),
  );
  const failed =
    failures.length === 0
      ? html`<p class="quiet">Everything that was decided was done.</p>`
      : html`<ul class="list">${failures.slice(0, atMost).map((each) => decisionLine(each, nothing, frame))}</ul>`;
  return html`<section><h3>Trouble in the last hour</h3>${open}${pastList(past, frame, atMost)}${failed}</section>`;
};

const nextHours = ({ learnt, row }: ServiceDetail, frame: Frame): Markup => {
  const heading = html`<h3>The next two hours</h3>`;
  if (learnt.kind === 'missing')
    return html`<section>${heading}${missing('The forecast', learnt.why)}</section>`;
  const outlook = outlookFor(row, learnt.value);
  if ('kind' in outlook)
    return html`<section>${heading}<p class="quiet">No forecast: ${outlook.why}.</p></section>`;
  const samples = ahead(outlook, frame.nowMs);
  const highest = Math.max(0, ...samples.map(({ high }) => high));
  const verdict =
    row.forecast === 'used'
      ? forecastBadge('used')
      : html`${badge('advice', 'calm')} ${outlook.doubt ?? 'no rule of the service looks ahead'}`;
  return html`<section>${heading}${bandChart(outlook, shownName(row.service), frame.nowMs, size)}
<p>At most ${short(highest)} ${outlook.unit} with 95 % certainty; ${accuracyText(outlook)} an hour ahead. ${verdict}</p></section>`;
};

const costs = ({ row, live }: ServiceDetail, intervalMs: number): Markup => {
  const hourly = taskDollarsPerHour(row);
  const reads =
    live.kind === 'known' ? readDollarsPerMonth(live.value.billedMetrics, intervalMs) : null;
  return html`<div class="figures">${figure(`${dollars(hourly)}`, 'its tasks, an hour', taskPriceNote)}
${figure(dollars(hourly * hoursPerMonth), 'its tasks, a month at this count', taskPriceNote)}
${figure(reads === null ? '?' : dollars(reads), 'its metric reads, a month at most', readPriceNote)}</div>`;
};

const ordersMarkup = (orders: Part<readonly Override[]>, frame: Frame): Markup =>
  partOf('What people ordered', orders, (all) =>
    all.length === 0
      ? nothing
      : html`<div class="orders">${all.map((order) => orderLine(order, frame))}</div>`,
  );

const recent = ({ decisions }: ServiceDetail, frame: Frame, atMost: number): Markup =>
  html`<section><h3>Decisions</h3>${partOf('Decisions', decisions, (all) =>
    all.length === 0
      ? html`<p class="quiet">Nothing was decided anew in this time range.</p>`
      : html`<ul class="list feed">${all.slice(0, atMost).map((each) => decisionLine(each, nothing, frame))}</ul>`,
  )}</section>`;

/** `atMost`: how many lines of each list have room. */
export const service = (
  detail: ServiceDetail,
  intervalMs: number,
  frame: Frame,
  atMost = serviceLines,
): Markup =>
  html`${title(detail, frame)}${ordersMarkup(detail.orders, frame)}${charts(detail, frame)}
${whyMarkup(detail)}${whatWould(detail.live, frame)}
<div class="columns">${lastHour(detail, frame, atMost)}${nextHours(detail, frame)}</div>
${costs(detail, intervalMs)}${recent(detail, frame, atMost)}`;

/** Nobody knows it: it went, or somebody made the link up. */
export const unknownService = (key: string): Markup =>
  html`<p class="missing">No service ${key} was seen by the last tick. It may have been deleted, or lost its tag flyball:enabled.</p>`;
