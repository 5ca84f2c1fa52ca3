/** Phase 1: which services are ours, by tag and by fleet file. */
import { listedServices } from '#config/resolve.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Membership, Ports, Unasked } from '#lib/ports.ts';
import { homeSubjects } from './home-trouble.ts';
import type { TickInput } from './input.ts';
import { asError, fail, fleetWide, joinTrouble, noTrouble, type Trouble } from './trouble.ts';

export type Enrolment = {
  readonly services: readonly ServiceId[];
  readonly listed: ReadonlySet<string>;
  /** Of tagged services, the tags that say which group they are in. */
  readonly memberships: ReadonlyMap<ServiceKey, Membership>;
  readonly trouble: Trouble;
};

export type EnrolInput = Pick<TickInput, 'fleet' | 'home' | 'tickMs' | 'deadline' | 'share'> & {
  readonly ports: { readonly directory: Pick<Ports['directory'], 'tagged'> };
};

const unlisted = ({ home, error: cause }: Unasked): Trouble =>
  fail(
    homeSubjects.discovery(home),
    new Error(
      `could not list tagged services, so only those of the fleet file were looked at: ${cause.message}`,
      { cause },
    ),
  );

export const enrol = async (input: EnrolInput): Promise<Enrolment> => {
  const { fleet, home, ports, tickMs, deadline } = input;
  const listed = listedServices(fleet, home);
  const listedKeys = new Set(listed.map(keyOf));
  if (input.share !== undefined) {
    const { services } = input.share;
    return { services, listed: listedKeys, memberships: new Map(), trouble: noTrouble };
  }
  try {
    const { services: tagged, unasked } = await ports.directory.tagged(tickMs, deadline);
    const services = new Map(
      [...listed, ...tagged.map(({ id }) => id)].map((id) => [keyOf(id), id]),
    );
    const memberships = new Map(
      tagged.map(({ id, membership }) => [keyOf(id), membership] as const),
    );
    return {
      services: [...services.values()],
      listed: listedKeys,
      memberships,
      trouble: joinTrouble(...unasked.map(unlisted)),
    };
  } catch (thrown) {
    const error = new Error(
      `could not list tagged services, so only the ${listed.length} of the fleet file were looked at`,
      { cause: asError(thrown) },
    );
    const trouble = fail(fleetWide.discovery, error);
    return { services: listed, listed: listedKeys, memberships: new Map(), trouble };
  }
};
