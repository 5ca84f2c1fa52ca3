/** The plant that the local world runs: services, and a dial on the load of each. */
import { createDial, type Dial } from '#simulator/plant/dial.ts';
import type { ScalableTargetSetup, ServiceSetup } from '#simulator/plant/setup.ts';
import { type Neighbours, noNeighbours } from './neighbours.ts';

export type Plant = {
  readonly services: readonly ServiceSetup[];
  /** By `cluster/name`. */
  readonly dials: ReadonlyMap<string, Dial>;
  readonly scalableTargets: readonly ScalableTargetSetup[];
  /** Of which the console shows nothing; the functions look after them all the same. */
  readonly neighbours: Neighbours;
};

export const nameOf = ({ cluster, name }: { readonly cluster: string; readonly name: string }) =>
  `${cluster}/${name}`;

const withDial = (setup: ServiceSetup) => {
  const dial = createDial(setup.queue?.arrivals ?? setup.load ?? (() => 0));
  const dialled: ServiceSetup =
    setup.queue === undefined
      ? { ...setup, load: dial.rate }
      : { ...setup, queue: { ...setup.queue, arrivals: dial.rate } };
  return { dial, setup: dialled };
};

export const plantOf = (
  services: readonly ServiceSetup[],
  scalableTargets: readonly ScalableTargetSetup[] = [],
  neighbours: Neighbours = noNeighbours,
): Plant => {
  const all = services.map(withDial);
  return {
    services: all.map(({ setup }) => setup),
    dials: new Map(all.map(({ setup, dial }) => [nameOf(setup), dial])),
    scalableTargets,
    neighbours,
  };
};
