/** Accounts and regions besides the stack's own, as a fleet file lists them: with their roles, as if spokes were deployed. */
import type { Home, Spoke } from '#config/fleet.ts';
import { readerOf } from '#config/spoke-roles.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import type { LocalRole } from './roles.ts';

export type Neighbours = {
  readonly places: readonly { readonly home: Home; readonly services: readonly ServiceSetup[] }[];
  readonly roles: readonly LocalRole[];
};

export const noNeighbours: Neighbours = { places: [], roles: [] };

const rolesOf = ({ account, role }: Spoke): readonly LocalRole[] => {
  if (role === null) return [];
  const { arn, externalId } = role;
  const name = arn.split('/').at(-1) ?? '';
  const asked = externalId === null ? {} : { externalId };
  return [name, readerOf(name)].map((each) => ({ account, name: each, ...asked }));
};

export const neighboursOf = (
  [, ...others]: readonly Spoke[],
  servicesIn: (home: Home) => readonly ServiceSetup[],
): Neighbours => ({
  places: others.map(({ account, region }) => {
    const home = { account, region };
    return { home, services: servicesIn(home) };
  }),
  roles: others.flatMap(rolesOf),
});
