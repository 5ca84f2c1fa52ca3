/** Pieces that several views are made of. */
import type { Override } from '#engine/override.ts';
import { html, type Markup, nothing } from '#lib/markup.ts';
import { severityBadge } from './badge.ts';
import { resolveButton } from './buttons.ts';
import type { Frame, Part, PastAlert, ShownAlert } from './data.ts';
import { shownKey } from './names.ts';
import { ago, clock, plural } from './words.ts';

export const missing = (what: string, why: string): Markup =>
  html`<p class="missing">${what} cannot be shown: ${why}</p>`;

/** What there is, or why there is nothing. */
export const partOf = <Value>(
  what: string,
  part: Part<Value>,
  render: (value: Value) => Markup,
): Markup => (part.kind === 'known' ? render(part.value) : missing(what, part.why));

const orderWords = (order: Override['order']): string => {
  switch (order.kind) {
    case 'pin':
      return `pinned to ${order.tasks}`;
    case 'floor':
      return `at least ${order.tasks}`;
    case 'ceiling':
      return `at most ${order.tasks}`;
    case 'freeze':
      return 'frozen';
    case 'pause-in':
      return 'scale-in paused';
    case 'pause-out':
      return 'scale-out paused';
    case 'reset-breaker':
      return 'breaker reset';
    default:
      return order satisfies never;
  }
};

const scopeWords = { fleet: 'The whole fleet', group: 'Its group', service: 'It' } as const;

export const orderLine = (override: Override, { viewer }: Frame): Markup => {
  const until = clock(override.expiresAtMs, viewer.offsetMinutes);
  return html`<p class="order"><b>${scopeWords[override.scope]}: ${orderWords(override.order)}</b> until ${until}, by ${override.who}: ${override.why}</p>`;
};

export const ordersStop = (orders: readonly Override[]): boolean =>
  orders.some(({ order }) => ['freeze', 'pause-in', 'pause-out'].includes(order.kind));

const alertLine = (alert: ShownAlert, frame: Frame): Markup => {
  const { severity, code, subject, message, openedAtMs } = alert;
  const whom = subject === null ? nothing : html` <b>${shownKey(subject)}</b>`;
  return html`<li>${severityBadge(severity)}${whom} ${code}, since ${ago(openedAtMs, frame.nowMs)}
<details><summary>What to do</summary><p>${message}</p></details>${resolveButton(alert, frame)}</li>`;
};

export const alertList = (alerts: readonly ShownAlert[], frame: Frame, atMost: number): Markup => {
  if (alerts.length === 0) return html`<p class="quiet">None.</p>`;
  const shown = alerts.slice(0, atMost).map((alert) => alertLine(alert, frame));
  const rest = alerts.length - shown.length;
  const more =
    rest === 0 ? nothing : html`<p class="quiet">and ${plural(rest, 'more', 'more')}</p>`;
  return html`<ul class="list">${shown}</ul>${more}`;
};

const pastLine = (alert: PastAlert, frame: Frame): Markup => {
  const { severity, code, subject, message, resolvedAtMs, times, byWhom } = alert;
  const whom = subject === null ? nothing : html` <b>${shownKey(subject)}</b>`;
  const often = times === 1 ? '' : `${times} times, `;
  const ended = byWhom === null ? 'over' : `resolved by ${byWhom}`;
  return html`<li>${severityBadge(severity)}${whom} ${code}, ${often}${ended} ${ago(resolvedAtMs, frame.nowMs)}
<details><summary>What it was</summary><p>${message}</p></details></li>`;
};

/** Without a word where there were none. */
export const pastList = (
  alerts: Part<readonly PastAlert[]>,
  frame: Frame,
  atMost: number,
): Markup =>
  partOf('What is over', alerts, (all) => {
    if (all.length === 0) return nothing;
    const rest = all.length - atMost;
    const more =
      rest <= 0 ? nothing : html`<p class="quiet">and ${plural(rest, 'more', 'more')}</p>`;
    return html`<ul class="list">${all.slice(0, atMost).map((each) => pastLine(each, frame))}</ul>${more}`;
  });

export const figure = (value: string, label: string, help = ''): Markup =>
  html`<div class="figure" title="${help}"><b>${value}</b><span>${label}</span></div>`;
