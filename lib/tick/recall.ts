/** Phase 3: what is remembered of each service. A memory that cannot be read is left as it is. */
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { ServiceState } from '#engine/state.ts';
import type { Recalled } from '#lib/ports.ts';
import { alertFor, fail, skipUnread, type Trouble } from './trouble.ts';

export type Memory =
  | { readonly kind: 'known'; readonly state: ServiceState | null; readonly version: number }
  | { readonly kind: 'left-out'; readonly trouble: Trouble };

export const recall = (id: ServiceId, recalled: Recalled | undefined): Memory => {
  switch (recalled?.kind) {
    case 'found':
      return { kind: 'known', state: recalled.state, version: recalled.version };
    case 'new':
      return { kind: 'known', state: null, version: 0 };
    case 'corrupt': {
      const message = `the state of ${keyOf(id)} cannot be read (${recalled.cause}), so the service is held and the item left as it is; look at it in the table, and delete it to start afresh`;
      const alert = alertFor(id, 'corrupt-state', message);
      const why = `state cannot be read: ${recalled.cause}`;
      return { kind: 'left-out', trouble: { ...skipUnread(id, why), alerts: [alert] } };
    }
    case 'failed':
    case undefined: {
      const cause = recalled?.cause ?? 'the table gave no answer';
      const error = new Error(`state could not be loaded: ${cause}`);
      return { kind: 'left-out', trouble: fail(keyOf(id), error) };
    }
    default:
      return recalled satisfies never;
  }
};
