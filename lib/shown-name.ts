/** A service as people read and write it: `cluster/name` at home, and all four parts elsewhere, where it is another. */
import type { Home } from '#config/fleet.ts';
import { homeKeyOf } from '#config/homes.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';

export const shownNameOf = (id: ServiceId, home: Home): string =>
  homeKeyOf(id) === homeKeyOf(home) ? `${id.cluster}/${id.name}` : keyOf(id);

/** The same of its key; what is no service's key, such as the name of a group, stays as it is. */
export const shownKeyOf = (key: string, home: Home): string => {
  const prefix = `${homeKeyOf(home)}/`;
  return key.startsWith(prefix) ? key.slice(prefix.length) : key;
};
