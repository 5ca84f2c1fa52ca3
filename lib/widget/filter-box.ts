/** A field to find a service by name; what is in it comes back with the next call. */
import { html, type Markup, nothing } from '#lib/markup.ts';
import { link } from './action.ts';
import { standingBadge } from './badge.ts';
import type { Frame } from './data.ts';
import { listingParams } from './pager.ts';
import type { Listing, Tab } from './request.ts';

export const filterBox = (tab: Tab, listing: Listing, { endpoints }: Frame): Markup => {
  const all = { ...listing, from: 0, filter: '', standing: null };
  const only =
    listing.standing === null
      ? nothing
      : html`<span>only ${standingBadge(listing.standing)}</span>${link({ content: html`show all`, className: 'more', endpoint: endpoints.widget, params: listingParams(tab, all) })}`;
  return html`<div class="filter"><input name="filter" type="text" aria-label="Part of a service's name" placeholder="Part of a name" value="${listing.filter}"/>
${link({ content: html`Find`, className: 'btn', endpoint: endpoints.widget, params: listingParams(tab, { ...listing, from: 0 }) })}${only}</div>`;
};
