import type { Home } from '#config/fleet.ts';
import type { ServiceId } from '#engine/model.ts';

/**
 * Clusters of the same name exist in many accounts, so a call for another home would not fail: it would
 * read or change the wrong service.
 */
export const strangerCause = (home: Home, id: ServiceId): string | null =>
  id.account === home.account && id.region === home.region
    ? null
    : `${id.cluster}/${id.name} is in ${id.account}/${id.region}, and this stack reaches ` +
      `${home.account}/${home.region} only; deploy Flyball there`;
