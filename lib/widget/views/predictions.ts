/** What is expected of each service in the next two hours, how sure that is, and whether it is acted on. */
import type { ForecastStanding } from '#lib/fleet-summary.ts';
import { html, type Markup } from '#lib/markup.ts';
import { badge, forecastBadge } from '../badge.ts';
import { type BandSample, chart } from '../chart.ts';
import type { Foretold, Frame } from '../data.ts';
import { filterBox } from '../filter-box.ts';
import type { Page } from '../listing.ts';
import { serviceLink, shownName } from '../names.ts';
import { accuracyText, type Outlook, outlookFor } from '../outlook.ts';
import { pager } from '../pager.ts';
import type { Listing } from '../request.ts';
import { ago, short } from '../words.ts';

export type PredictionsPage = { readonly page: Page<Foretold>; readonly listing: Listing };

const hourMs = 3_600_000;
const shownMs = 2 * hourMs;

const at = (band: readonly BandSample[], atMs: number): BandSample | undefined =>
  band.find((each) => each.atMs >= atMs) ?? band.at(-1);

/** The next two hours. What is over already is not drawn: forecasts are made once an hour, or every fourth. */
export const ahead = ({ band }: Outlook, nowMs: number): readonly BandSample[] =>
  band.filter(({ atMs }) => atMs >= nowMs && atMs <= nowMs + shownMs);

export const bandChart = (
  outlook: Outlook,
  name: string,
  nowMs: number,
  size: { readonly width: number; readonly height: number },
): Markup => {
  const samples = ahead(outlook, nowMs);
  const span = { fromMs: nowMs, toMs: samples.at(-1)?.atMs ?? nowMs + 1 };
  const description = `Expected ${outlook.unit} of ${name}, with the range that nine of ten times hold`;
  return chart({ ...size, span, series: [{ kind: 'band', samples }], description });
};

const use = (forecast: ForecastStanding, { doubt }: Outlook): Markup => {
  if (forecast === 'used') return forecastBadge(forecast);
  if (doubt !== null)
    return html`${badge('not good enough', 'calm')} <span class="why">${doubt}</span>`;
  return forecast === 'none'
    ? html`${badge('advice', 'calm', 'Good enough to act on; no rule of the service looks ahead')} <span class="quiet">no rule looks ahead</span>`
    : forecastBadge(forecast);
};

const cells = ({ row }: Foretold, outlook: Outlook, { nowMs }: Frame): Markup => {
  const inAnHour = at(outlook.band, nowMs + hourMs);
  const highest = Math.max(0, ...ahead(outlook, nowMs).map(({ high }) => high));
  const size = { width: 140, height: 32 };
  return html`<td>${bandChart(outlook, shownName(row.service), nowMs, size)}</td>
<td class="num">${inAnHour === undefined ? '–' : short(inAnHour.mid)} <span class="quiet">${outlook.unit}</span></td>
<td class="num">${short(highest)} <span class="quiet">${outlook.unit}</span></td>
<td>${accuracyText(outlook)}</td>
<td>${use(row.forecast, outlook)}</td>
<td class="spare quiet">${outlook.signal}, ${ago(outlook.madeAtMs, nowMs)}</td>`;
};

const line = (foretold: Foretold, frame: Frame): Markup => {
  const { row, learnt } = foretold;
  const name = html`<th scope="row">${serviceLink(row.service, frame)}</th>`;
  if (learnt.kind === 'missing') {
    return html`<tr>${name}<td colspan="6" class="missing">cannot be shown: ${learnt.why}</td></tr>`;
  }
  const outlook = outlookFor(row, learnt.value);
  return 'kind' in outlook
    ? html`<tr>${name}<td colspan="6" class="quiet">No forecast: ${outlook.why}.</td></tr>`
    : html`<tr>${name}${cells(foretold, outlook, frame)}</tr>`;
};

const head = html`<thead><tr><th scope="col">Service</th><th scope="col">Next two hours</th><th scope="col" class="num">In an hour</th><th scope="col" class="num">At most</th><th scope="col">An hour ahead</th><th scope="col">In use?</th><th scope="col" class="spare">From</th></tr></thead>`;

/** `atMost`: how many rows have room. */
export const predictions = (
  { page, listing }: PredictionsPage,
  frame: Frame,
  atMost = page.items.length,
): Markup => {
  const items = page.items.slice(0, atMost);
  const rows =
    items.length === 0
      ? html`<tr><td colspan="7">No service fits.</td></tr>`
      : html`${items.map((each) => line(each, frame))}`;
  return html`${filterBox('predictions', listing, frame)}
<div class="scroll" tabindex="0" role="region" aria-label="Predictions"><table>${head}<tbody>${rows}</tbody></table></div>
<p class="quiet">Tasks needed at the target, as expected; “at most” is exceeded one time in twenty.</p>
${pager({ tab: 'predictions', listing, page, shown: items.length }, frame)}`;
};
