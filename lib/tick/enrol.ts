/** Phase 1: which services are ours, by tag and by fleet file. */
import { listedServices } from '#config/resolve.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { Ports } from '#lib/ports.ts';
import type { TickInput } from './input.ts';
import { asError, fail, fleetWide, noTrouble, type Trouble } from './trouble.ts';

export type Enrolment = {
  readonly services: readonly ServiceId[];
  readonly listed: ReadonlySet<string>;
  readonly trouble: Trouble;
};

export type EnrolInput = Pick<TickInput, 'fleet' | 'home' | 'tickMs' | 'deadline'> & {
  readonly ports: { readonly directory: Pick<Ports['directory'], 'tagged'> };
};

export const enrol = async (input: EnrolInput): Promise<Enrolment> => {
  const { fleet, home, ports, tickMs, deadline } = input;
  const listed = listedServices(fleet, home);
  const listedKeys = new Set(listed.map(keyOf));
  try {
    const tagged = await ports.directory.tagged(tickMs, deadline);
    const services = new Map(
      [...listed, ...tagged.map(({ id }) => id)].map((id) => [keyOf(id), id]),
    );
    return { services: [...services.values()], listed: listedKeys, trouble: noTrouble };
  } catch (thrown) {
    const error = new Error(
      `could not list tagged services, so only the ${listed.length} of the fleet file were looked at`,
      { cause: asError(thrown) },
    );
    return { services: listed, listed: listedKeys, trouble: fail(fleetWide.discovery, error) };
  }
};
