import type { ServiceId, ServiceKey } from '#engine/model.ts';

/** The way back from `keyOf`; no part of a service's name may have a slash. `null`: this is no key. */
export const serviceIdOfKey = (key: ServiceKey): ServiceId | null => {
  const [account, region, cluster, name, ...rest] = key.split('/');
  if (!account || !region || !cluster || !name || rest.length > 0) return null;
  return { account, region, cluster, name };
};
