/** What a service's policy is resolved from today: of a stack that is named all of it, else what the fleet file says. */
import type { Fleet, Home } from '#config/fleet.ts';
import { homesOf } from '#config/homes.ts';
import type { Tags } from '#config/tags.ts';
import { keyOf } from '#engine/model.ts';
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
  readonly tags: Tags;
};

const tagsOf = async (
  service: string,
  fleet: Fleet,
  { home, reach }: Connection,
  world: CliWorld,
): Promise<Tags> => {
  const id = serviceNamed(service, home);
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
  return {
    label: file === null ? 'Flyball as deployed' : `Flyball with ${file}`,
    fleet,
    home: connection.home,
    tags: await tagsOf(service, fleet, connection, world),
  };
};

export const inUse = async (
  service: string,
  file: string | null,
  connection: Connection | null,
  world: CliWorld,
): Promise<InUse> => {
  if (connection !== null) return deployed(service, file, connection, world);
  const { path } = await readFleetFile(file, world);
  return {
    label: path === null ? 'Flyball with its defaults' : `Flyball with ${path}`,
    fleet: await readValidFleet(file, world),
    // Nobody has said which account it is, and it makes no difference to a policy.
    home: trialService,
    tags: {},
  };
};
