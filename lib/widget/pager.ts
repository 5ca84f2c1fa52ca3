/** The way through a list that is longer than a page. */
import { html, type Markup, nothing } from '#lib/markup.ts';
import { link } from './action.ts';
import type { Frame } from './data.ts';
import { type Page, pageSize } from './listing.ts';
import type { Listing, Tab } from './request.ts';

export type Listed = {
  readonly tab: Tab;
  readonly listing: Listing;
  readonly page: Page<unknown>;
  /** How many of the page's items had room. */
  readonly shown: number;
};

export const listingParams = (tab: Tab, listing: Listing) => ({ view: tab, ...listing });

const turn = (text: string, from: number, { tab, listing }: Listed, { endpoints }: Frame): Markup =>
  link({
    content: html`${text}`,
    className: 'btn',
    endpoint: endpoints.widget,
    params: listingParams(tab, { ...listing, from }),
  });

export const pager = (listed: Listed, frame: Frame): Markup => {
  const { page, shown } = listed;
  const { from, total } = page;
  if (total === 0) return nothing;
  const end = from + shown;
  const before =
    from === 0 ? nothing : turn('‹ Previous', Math.max(0, from - pageSize), listed, frame);
  const after = end >= total ? nothing : turn('Next ›', end, listed, frame);
  return html`<div class="pager">${before}<span>${from + 1}–${end} of ${total}</span>${after}</div>`;
};
