/** One port for each home, and the way from a service to the one of its home. */
import type { Home } from '#config/fleet.ts';
import { homeKeyOf } from '#config/homes.ts';
import type { ServiceId } from '#engine/model.ts';

export type Homes<Port> = {
  readonly all: readonly Home[];
  /** Made when it is first asked for: a worker opens the clients of one home. `null`: no home of this fleet. */
  readonly portOf: (home: Home) => Port | null;
};

export const homesWith = <OneHome extends Home, Port>(
  homes: readonly OneHome[],
  create: (home: OneHome) => Port,
): Homes<Port> => {
  const listed = new Map(homes.map((home) => [homeKeyOf(home), home]));
  const made = new Map<string, Port>();
  return {
    all: homes,
    portOf: (id) => {
      const key = homeKeyOf(id);
      const home = listed.get(key);
      if (home === undefined) return null;
      const port = made.get(key) ?? create(home);
      made.set(key, port);
      return port;
    },
  };
};

/** Of a whole set of ports for each home, one. */
export const pick = <Set, Port>(homes: Homes<Set>, portIn: (set: Set) => Port): Homes<Port> => ({
  all: homes.all,
  portOf: (home) => {
    const set = homes.portOf(home);
    return set === null ? null : portIn(set);
  },
});

export type Part<Port, Item> = {
  readonly home: Home;
  readonly port: Port | null;
  readonly items: readonly Item[];
};

export const partsByHome = <Port, Item>(
  items: readonly Item[],
  serviceOf: (item: Item) => ServiceId,
  homes: Homes<Port>,
): readonly Part<Port, Item>[] =>
  [...Map.groupBy(items, (item) => homeKeyOf(serviceOf(item))).values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    const { account, region } = serviceOf(first);
    const home = { account, region };
    return [{ home, port: homes.portOf(home), items: of }];
  });
