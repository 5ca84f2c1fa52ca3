/** The past of a service is read where the service is, with the role that leads there. */
import { homeKeyOf, homesOf } from '#config/homes.ts';
import type { ServiceId } from '#engine/model.ts';
import type { ServiceHistories } from '#lib/service-history.ts';
import type { LiveInput } from './live.ts';
import { CliFailure } from './usage-error.ts';
import type { CliWorld } from './world.ts';

export const historiesOf = async (
  id: ServiceId,
  { fleet, home }: Pick<LiveInput, 'fleet' | 'home'>,
  world: CliWorld,
): Promise<ServiceHistories> => {
  const spoke = homesOf(fleet, home).find((each) => homeKeyOf(each) === homeKeyOf(id));
  if (spoke !== undefined) {
    const { role, region } = spoke;
    return world.histories(region, role === null ? null : { role, stsRegion: home.region });
  }
  throw new CliFailure(
    `its metrics are in ${homeKeyOf(id)}, which accounts: of the fleet file does not list`,
  );
};
