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

/** Homes of which no service could be described, by key. Where there is one home, each service speaks for itself. */
export const silentHomes = (
  homes: readonly Home[],
  services: readonly ServiceId[],
  lookups: ReadonlyMap<ServiceKey, Lookup>,
): ReadonlyMap<string, SilentHome> => {
  const silent = new Map<string, SilentHome>();
  if (homes.length === 1) return silent;
  for (const [key, members] of Map.groupBy(services, homeKeyOf)) {
    const causes = members.flatMap((id) => {
      const lookup = lookups.get(keyOf(id));
      return lookup?.kind === 'failed' ? [lookup.cause] : [];
    });
    const [cause] = causes;
    if (cause === undefined || causes.length < members.length) continue;
    const error = new Error(
      `none of its ${members.length} services could be described, the first because: ${cause}`,
    );
    silent.set(key, { home: homeOfKey(key), error });
  }
  return silent;
};

/** Each service's own alerts stay as they are, since nobody knows. */
export const silentTrouble = (
  silent: ReadonlyMap<string, SilentHome>,
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
