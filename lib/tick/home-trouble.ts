/**
 * Trouble with one account and region among several: told once, by its name. Five hundred services that nobody may look
 * at any more are one fault.
 */
import type { Home } from '#config/fleet.ts';
import { homeKeyOf } from '#config/homes.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Cause, Lookup } from '#lib/ports.ts';
import { fail, fleetWide, noTrouble, type Trouble } from './trouble.ts';

/** Under which names it is reported, the one that says most first. */
export const homeSubjects = {
  services: (home: Home): ServiceKey => `home ${homeKeyOf(home)}`,
  discovery: (home: Home): ServiceKey => `${fleetWide.discovery} of ${homeKeyOf(home)}`,
  rivals: (home: Home): ServiceKey => `${fleetWide.rivals} of ${homeKeyOf(home)}`,
} as const;

/** Of a service's key. */
export const homeOfKey = (key: ServiceKey): Home => {
  const [account = '', region = ''] = key.split('/');
  return { account, region };
};

export type SilentHome = { readonly home: Home; readonly error: Error };

/** By the key of the home. */
export type SilentHomes = ReadonlyMap<string, SilentHome>;

/** Where most services are at rest and not described, so many must fail before it is the fault of them all. */
const tellingFailures = 10;

const errorOf = (
  members: readonly ServiceId[],
  described: ReadonlyMap<ServiceKey, Lookup>,
): Error | null => {
  const lookups = members.flatMap((id) => described.get(keyOf(id)) ?? []);
  const causes = lookups.flatMap((lookup) => (lookup.kind === 'failed' ? [lookup.cause] : []));
  const isTelling = causes.length >= Math.min(tellingFailures, members.length);
  if (causes.length < lookups.length || !isTelling) return null;
  return new Error(
    `none of its ${members.length} services could be described, the first because: ${causes[0]}`,
  );
};

/** Homes of which no service could be described. Where there is one home, each service speaks for itself. */
export const silentHomes = (
  homes: readonly Home[],
  services: readonly ServiceId[],
  described: ReadonlyMap<ServiceKey, Lookup>,
): SilentHomes => {
  if (homes.length === 1) return new Map();
  return new Map(
    [...Map.groupBy(services, homeKeyOf)].flatMap(([key, members]) => {
      const error = errorOf(members, described);
      return error === null ? [] : [[key, { home: homeOfKey(key), error }] as const];
    }),
  );
};

/** Each service's own alerts stay as they are, since nobody knows. */
export const silentTrouble = (
  silent: SilentHomes,
  services: readonly ServiceId[],
): readonly Trouble[] => [
  ...[...silent.values()].map(({ home, error }) => fail(homeSubjects.services(home), error)),
  { ...noTrouble, unknown: services.filter((id) => silent.has(homeKeyOf(id))).map(keyOf) },
];

/** Who may not look at services there may not list them or ask for other scalers either. */
export const withoutEchoes = (causes: readonly Cause[]): readonly Cause[] => {
  const told = new Set(causes.map(({ service }) => service));
  const echoes = new Set(
    causes.flatMap(({ service }) => {
      const [, key] = /^(?:home|discovery of) (.+)$/.exec(service ?? '') ?? [];
      if (key === undefined) return [];
      const home = homeOfKey(key);
      return told.has(homeSubjects.services(home))
        ? [homeSubjects.discovery(home), homeSubjects.rivals(home)]
        : [homeSubjects.rivals(home)];
    }),
  );
  return causes.filter(({ service }) => service === null || !echoes.has(service));
};
