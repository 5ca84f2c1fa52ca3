/** Each home describes its own services, all at once; one that fails is the failure of its services alone. */
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Deadline, Lookup, ServiceReader } from '#lib/ports.ts';
import { textOf } from '../aws-error.ts';
import { unlistedCause } from '../home.ts';
import { type Homes, type Part, partsByHome } from './homes.ts';
import { shareOf } from './patience.ts';

type Looked = ReadonlyMap<ServiceKey, Lookup>;

const allFailed = (ids: readonly ServiceId[], causeOf: (id: ServiceId) => string): Looked =>
  new Map(ids.map((id) => [keyOf(id), { kind: 'failed', cause: causeOf(id) }]));

const describePart = async (
  { port, items }: Part<ServiceReader, ServiceId>,
  deadline: Deadline,
): Promise<Looked> => {
  if (port === null) return allFailed(items, unlistedCause);
  try {
    return await port.describe(items, deadline);
  } catch (error) {
    return allFailed(items, () => textOf(error));
  }
};

export const routedServiceReader = (homes: Homes<ServiceReader>): ServiceReader => ({
  describe: async (ids, deadline) => {
    const own = shareOf(deadline, homes.all.length);
    const parts = partsByHome(ids, (id) => id, homes);
    const looked = await Promise.all(parts.map((part) => describePart(part, own)));
    return new Map(looked.flatMap((each) => [...each]));
  },
});
