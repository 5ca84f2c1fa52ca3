/** Every service in a row: what it has, what it wants, how it went, and why. */
import type { SummaryRow, SummarySignal } from '#lib/fleet-summary.ts';
import { html, type Markup, nothing } from '#lib/markup.ts';
import { link } from '../action.ts';
import { badge, forecastBadge, standingBadge } from '../badge.ts';
import { chart, type Series } from '../chart.ts';
import type { Frame, Part, Traced } from '../data.ts';
import { filterBox } from '../filter-box.ts';
import type { Page } from '../listing.ts';
import { serviceLink, shownName } from '../names.ts';
import { listingParams, pager } from '../pager.ts';
import type { Listing, Sort } from '../request.ts';
import { ago, short } from '../words.ts';

export type ServicesPage = { readonly page: Page<Traced>; readonly listing: Listing };

const heading = (text: string, sort: Sort, listing: Listing, { endpoints }: Frame): Markup => {
  const current = listing.sort === sort;
  const reverse = current && !listing.reverse;
  const arrow = current ? (listing.reverse ? ' ▴' : ' ▾') : '';
  const params = listingParams('services', { ...listing, sort, reverse, from: 0 });
  return link({
    content: html`${text}${arrow}`,
    className: 'sort',
    endpoint: endpoints.widget,
    params,
    current,
  });
};

export const signalText = (signal: SummarySignal | null): string => {
  if (signal === null) return '–';
  const value = signal.value === null ? 'no data' : short(signal.value);
  const target = signal.target === null ? '' : ` / ${short(signal.target)}`;
  return `${signal.name} ${value}${target}`;
};

const counts = ({ counts: own, asked, mode }: SummaryRow): Markup => {
  if (own === null) return html`<span class="quiet">–</span>`;
  const running =
    own.running === own.desired ? nothing : html` <span class="quiet">${own.running} run</span>`;
  const wish =
    asked === null || asked === own.desired
      ? nothing
      : html` <span class="quiet">wants ${asked}</span>`;
  const observed =
    mode === 'observe'
      ? html` ${badge('observe', 'calm', 'Decided, and nothing is changed')}`
      : nothing;
  return html`<b>${own.desired}</b>${running}${wish}${observed}<br/><span class="quiet">${own.min}–${own.max}</span>`;
};

const trace = (
  part: Part<readonly { readonly atMs: number; readonly value: number }[]>,
  kind: 'steps' | 'line',
  description: string,
  level: number | null,
  { range }: Frame,
): Markup => {
  if (part.kind === 'missing') return html`<span class="quiet" title="${part.why}">not read</span>`;
  const series: readonly Series[] = [
    { kind, samples: part.value },
    ...(level === null ? [] : [{ kind: 'level', value: level } as const]),
  ];
  return chart({ width: 96, height: 26, span: range, series, description });
};

const row = ({ row: own, desired, signal }: Traced, frame: Frame): Markup => {
  const { service, standing, lastChange, why, forecast } = own;
  const name = shownName(service);
  const changed =
    lastChange === null
      ? '–'
      : `${lastChange.from} → ${lastChange.to}, ${ago(lastChange.atMs, frame.nowMs)}`;
  const target = own.signal?.target ?? null;
  return html`<tr><td>${standingBadge(standing)}</td>
<th scope="row">${serviceLink(service, frame)}</th>
<td class="num">${counts(own)}</td>
<td class="spare">${trace(desired, 'steps', `Desired tasks of ${name}`, null, frame)}</td>
<td class="num">${signalText(own.signal)}</td>
<td class="spare">${trace(signal, 'line', `Signal of ${name} and its target`, target, frame)}</td>
<td class="spare">${forecastBadge(forecast)}</td>
<td class="spare">${changed}</td>
<td class="why wide">${why}</td></tr>`;
};

const head = (listing: Listing, frame: Frame): Markup =>
  html`<thead><tr><th scope="col">${heading('State', 'state', listing, frame)}</th>
<th scope="col">${heading('Service', 'name', listing, frame)}</th>
<th scope="col" class="num">${heading('Tasks', 'tasks', listing, frame)}</th>
<th scope="col" class="spare">Desired</th>
<th scope="col" class="num">${heading('Signal / target', 'signal', listing, frame)}</th>
<th scope="col" class="spare">Signal</th>
<th scope="col" class="spare">Forecast</th>
<th scope="col" class="spare">${heading('Last change', 'changed', listing, frame)}</th>
<th scope="col" class="wide">Why</th></tr></thead>`;

const body = (items: readonly Traced[], frame: Frame): Markup =>
  items.length === 0
    ? html`<tbody><tr><td colspan="9">No service fits.</td></tr></tbody>`
    : html`<tbody>${items.map((each) => row(each, frame))}</tbody>`;

/** `atMost`: how many rows have room. */
export const services = (
  { page, listing }: ServicesPage,
  frame: Frame,
  atMost = page.items.length,
): Markup => {
  const items = page.items.slice(0, atMost);
  return html`${filterBox('services', listing, frame)}
<div class="scroll" tabindex="0" role="region" aria-label="Services"><table>${head(listing, frame)}${body(items, frame)}</table></div>
${pager({ tab: 'services', listing, page, shown: items.length }, frame)}`;
};
