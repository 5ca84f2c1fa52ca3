/** What a service's policy is resolved from today: of a stack that is named all of it, else what the fleet file says. */
import type { Fleet, Home } from '#config/fleet.ts';
import { homesOf } from '#config/homes.ts';
import { listedServices } from '#config/resolve.ts';
import type { Tags } from '#config/tags.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import { trialService } from '#simulator/scalers/web-policy.ts';
import { readFleetFile, readValidFleet } from '../fleet-file.ts';
import { patienceMs } from '../live.ts';
import { liveFleet } from '../live-fleet.ts';
import { serviceNamed } from '../service-name.ts';
import type { CliWorld, Connection } from '../world.ts';

export type InUse = {
  readonly label: string;
  readonly fleet: Fleet;
  readonly home: Home;
  readonly id: ServiceId;
  readonly tags: Tags;
};

const tagsOf = async (
  id: ServiceId,
  fleet: Fleet,
  { home, reach }: Connection,
  world: CliWorld,
): Promise<Tags> => {
  const ports = reach(homesOf(fleet, home));
  const found = await ports.serviceReader.describe([id], world.startDeadline(patienceMs));
  const lookup = found.get(keyOf(id));
  return lookup?.kind === 'found' ? lookup.view.tags : {};
};

const deployed = async (
  service: string,
  file: string | null,
  connection: Connection,
  world: CliWorld,
): Promise<InUse> => {
  const fleet = await liveFleet(file, world, connection, world.startDeadline(patienceMs));
  const { home } = connection;
  const id = serviceNamed(service, home);
  const label = file === null ? 'Flyball as deployed' : `Flyball with ${file}`;
  return { label, fleet, home, id, tags: await tagsOf(id, fleet, connection, world) };
};

/** Nobody has said which account it is, and it makes no difference to a policy. */
const anyHome: Home = trialService;

/** As it is listed, whatever account is named there; else as it would be found by its tag. */
const idIn = (fleet: Fleet, service: string): ServiceId =>
  listedServices(fleet, anyHome).find(({ cluster, name }) => `${cluster}/${name}` === service) ??
  serviceNamed(service, anyHome);

export const inUse = async (
  service: string,
  file: string | null,
  connection: Connection | null,
  world: CliWorld,
): Promise<InUse> => {
  if (connection !== null) return deployed(service, file, connection, world);
  const { path } = await readFleetFile(file, world);
  const fleet = await readValidFleet(file, world);
  const label = path === null ? 'Flyball with its defaults' : `Flyball with ${path}`;
  return { label, fleet, home: anyHome, id: idIn(fleet, service), tags: {} };
};
