/**
 * Divides a fleet into shards. Nothing of it is stored: who goes where follows from the names alone, so that any two
 * coordinators agree, and a service that comes or goes moves no other one.
 */
import { homeKeyOf } from '#config/homes.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import { stableHash } from '#engine/stable-hash.ts';

export type Member = {
  readonly id: ServiceId;
  /** The group whose cap it is under, if any. */
  readonly group: string | null;
};

export type Shard = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly services: readonly ServiceId[];
};

export type Split = {
  /** Changes whenever services may have moved between shards that stay. */
  readonly id: string;
  readonly shards: readonly Shard[];
  /** By group: the shards that have members of it. */
  readonly holders: Readonly<Record<string, readonly string[]>>;
};

/** A group larger than this part of a shard is divided: on one shard it would make that twice as slow as the others. */
const largestUnitRatio = 0.5;

type Place = { readonly name: string; readonly hash: number };

/** Rendezvous hashing: of n shards that become n + 1, one service in n + 1 moves. */
const placeOf = (unit: string, places: readonly [Place, ...Place[]]): string => {
  const hash = stableHash(unit);
  let [best] = places;
  let bestWeight = -1;
  for (const place of places) {
    const weight = Math.imul(hash ^ place.hash, 0x9e3779b1) >>> 0;
    // Two rounds, or the order of weights would hardly differ between units.
    const mixed = Math.imul(weight ^ (weight >>> 15), 0x85ebca6b) >>> 0;
    if (mixed > bestWeight) {
      best = place;
      bestWeight = mixed;
    }
  }
  return best.name;
};

const placesIn = (home: string, count: number): readonly [Place, ...Place[]] => {
  const place = (index: number): Place => {
    const name = `${home}/${index}`;
    return { name, hash: stableHash(name) };
  };
  return [place(0), ...Array.from({ length: count - 1 }, (_, index) => place(index + 1))];
};

const homeOf = ({ id }: Member): string => homeKeyOf(id);

const dividedGroups = (members: readonly Member[], size: number): ReadonlySet<string> => {
  const sizes = Map.groupBy(members, ({ group }) => group);
  return new Set(
    [...sizes].flatMap(([group, of]) =>
      group !== null && of.length > size * largestUnitRatio ? [group] : [],
    ),
  );
};

const shardsIn = (home: string, members: readonly Member[], size: number) => {
  const places = placesIn(home, Math.ceil(members.length / size));
  const divided = dividedGroups(members, size);
  const placed = Map.groupBy(members, ({ id, group }) =>
    placeOf(group === null || divided.has(group) ? keyOf(id) : `group ${group}`, places),
  );
  return { id: [home, places.length, ...[...divided].sort()].join(' '), placed };
};

const holdersOf = (placed: readonly (readonly [string, readonly Member[]])[]): Split['holders'] => {
  const holders = new Map<string, Set<string>>();
  for (const [name, members] of placed) {
    for (const { group } of members) {
      if (group === null) continue;
      holders.set(group, (holders.get(group) ?? new Set()).add(name));
    }
  }
  return Object.fromEntries([...holders].map(([group, names]) => [group, [...names].sort()]));
};

export const splitFleet = (members: readonly Member[], size: number): Split => {
  const homes = [...Map.groupBy(members, homeOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = homes.map(([home, of]) => shardsIn(home, of, size));
  const placed = parts.flatMap((part) => [...part.placed]).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    id: stableHash(parts.map(({ id }) => id).join('\n')).toString(16),
    shards: placed.map(([name, of]) => {
      const [account = '', region = ''] = name.split('/');
      return { name, account, region, services: of.map(({ id }) => id) };
    }),
    holders: holdersOf(placed),
  };
};
