/** A count is changed with the credentials of the service's own home, and never with those of another. */
import type { ServiceWriter } from '#lib/ports.ts';
import { unlistedCause } from '../home.ts';
import type { Homes } from './homes.ts';

export const routedServiceWriter = (homes: Homes<ServiceWriter>): ServiceWriter => ({
  setDesired: async (id, desired, deadline) => {
    const writer = homes.portOf(id);
    if (writer === null) return { kind: 'refused', cause: unlistedCause(id), retryable: false };
    return writer.setDesired(id, desired, deadline);
  },
});
