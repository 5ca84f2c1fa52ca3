/** Services as they are shown and linked to. */
import { keyOf, type ServiceId } from '#engine/model.ts';
import { html, type Markup } from '#lib/markup.ts';
import { link } from './action.ts';
import type { Frame } from './data.ts';

export const shownName = ({ cluster, name }: ServiceId): string => `${cluster}/${name}`;

/** `cluster/name` of a key, which begins with account and region; what is no key stays as it is. */
export const shownKey = (key: string): string => {
  const parts = key.split('/');
  return parts.length < 4 ? key : parts.slice(2).join('/');
};

/** In a window of its own, which stays when the dashboard refreshes. */
export const serviceLink = (service: ServiceId, { endpoints }: Frame): Markup =>
  link({
    // A narrow column breaks after the cluster and not within a word.
    content: html`${service.cluster}/<wbr/>${service.name}`,
    className: 'name',
    endpoint: endpoints.widget,
    params: { view: 'service', service: keyOf(service) },
    display: 'popup',
    title: `${keyOf(service)}: what happens, why, and what comes next`,
  });
