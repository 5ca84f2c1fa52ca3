/** Accounts and regions of memory: each a world of its own, reached by way of the router. */
import type { HomePorts } from '#adapters/home-ports.ts';
import type { MemoryWorld } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { type Homes, homesWith } from '#adapters/routed/homes.ts';
import type { Home } from '#config/fleet.ts';
import { homeKeyOf } from '#config/homes.ts';

/** What of a home is not as it should be. */
export type Faults = ReadonlyMap<string, Partial<HomePorts>>;

export const portsInMemory = (world: MemoryWorld): HomePorts => {
  const { directory, rivals, serviceReader, serviceWriter, signals, turns } =
    createMemoryPorts(world);
  const own: HomePorts['directory'] = {
    ...directory,
    tagged: async (...asked) => (await directory.tagged(...asked)).services,
  };
  return {
    directory: own,
    newDirectory: () => own,
    rivals: { find: async (...asked) => (await rivals.find(...asked)).found },
    ...{ serviceReader, serviceWriter, signals, turns },
  };
};

export const homesOfMemory = (
  homes: readonly Home[],
  worldOf: (home: Home) => MemoryWorld,
  faults: Faults = new Map(),
): Homes<HomePorts> =>
  homesWith(homes, (home) => ({
    ...portsInMemory(worldOf(home)),
    ...faults.get(homeKeyOf(home)),
  }));
