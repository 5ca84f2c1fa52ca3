/** The services that carry the enabling tag, as one whole sweep of the listing found them. */
import { keyOf, type ServiceKey } from '#engine/model.ts';
import type { TaggedService } from '#lib/ports.ts';

export type Services = ReadonlyMap<ServiceKey, TaggedService>;

export type Roster = {
  readonly services: Services;
  /** When the sweep began: whoever was tagged before that is in it. */
  readonly sweptMs: number;
};

export const withServices = (services: Services, found: readonly TaggedService[]): Services =>
  new Map([...services, ...found.map((each) => [keyOf(each.id), each] as const)]);
