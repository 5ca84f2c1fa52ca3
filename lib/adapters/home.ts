import type { Home } from '#config/fleet.ts';
import type { ServiceId } from '#engine/model.ts';

/** Of a service in no home of the fleet: nobody has credentials for it. */
export const unlistedCause = (id: ServiceId): string =>
  `${id.cluster}/${id.name} is in ${id.account}/${id.region}, which this stack does not look after; ` +
  'add that account and region to accounts: of the fleet file';

/**
 * Clusters of the same name exist in many accounts, so a call for another home would not fail: it would
 * read or change the wrong service.
 */
export const strangerCause = (home: Home, id: ServiceId): string | null =>
  id.account === home.account && id.region === home.region ? null : unlistedCause(id);
