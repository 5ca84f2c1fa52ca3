/** Only what is managed can be asked about or ordered, so that the API is no window on the rest of the account. */
import { homeKeyOf, homesOf } from '#config/homes.ts';
import { listedServices } from '#config/resolve.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { SummaryRow } from '#lib/fleet-summary.ts';
import type { Lookup } from '#lib/ports.ts';
import { enablingTag } from '#lib/telemetry.ts';
import { type FleetView, viewFleet } from './fleet-view.ts';
import { HttpProblem } from './http/problem.ts';
import { serviceNamedBy } from './service-ref.ts';
import type { ControlWorld } from './world.ts';

export type FoundService = {
  readonly id: ServiceId;
  /** `null`: enrolled since the last summary, or the summary cannot be read. */
  readonly row: SummaryRow | null;
  readonly view: FleetView;
};

/** What ECS itself takes for a name; anything else need not be asked about. */
const ecsName = /^[A-Za-z0-9_-]{1,255}$/;

const isEnrolled = (lookup: Lookup | undefined): boolean =>
  lookup?.kind === 'found' && lookup.view.tags[enablingTag.key] === enablingTag.value;

const isManaged = async (id: ServiceId, world: ControlWorld): Promise<boolean> => {
  const { fleet, home, ports, deadline } = world;
  if (listedServices(fleet, home).some((listed) => keyOf(listed) === keyOf(id))) return true;
  if (!ecsName.test(id.cluster) || !ecsName.test(id.name)) return false;
  const homes = homesOf(fleet, home).map(homeKeyOf);
  if (!homes.includes(homeKeyOf(id))) return false;
  const lookup = (await ports.serviceReader.describe([id], deadline)).get(keyOf(id));
  if (lookup?.kind === 'failed') {
    throw new HttpProblem(503, `whether it is managed cannot be found out: ${lookup.cause}`);
  }
  return isEnrolled(lookup);
};

export const findServiceById = async (
  id: ServiceId,
  world: ControlWorld,
): Promise<FoundService> => {
  const view = await viewFleet(world);
  const row = view.rows.find(({ service }) => keyOf(service) === keyOf(id)) ?? null;
  if (row !== null || (await isManaged(id, world))) return { id, row, view };
  throw new HttpProblem(
    404,
    `${id.cluster}/${id.name} is no service that Flyball manages; GET /services lists those that are`,
  );
};

export const findService = (ref: string, world: ControlWorld): Promise<FoundService> =>
  findServiceById(serviceNamedBy(ref, world.home), world);
