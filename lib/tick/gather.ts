/** Phases 2 and 3 for all services at once: what ECS says, what is remembered, what was ordered, who else scales. */
import { homeKeyOf, homesOf } from '#config/homes.ts';
import type { Bystanders } from '#engine/fleet.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { ServiceState } from '#engine/state.ts';
import type { FleetOrders, Lookup, Recalled, RivalScaler } from '#lib/ports.ts';
import { bystandersOf } from './bystanders.ts';
import type { Enrolment } from './enrol.ts';
import { silentHomes, silentTrouble } from './home-trouble.ts';
import type { TickInput } from './input.ts';
import { look, type Scalable } from './look.ts';
import { ordersFor, sharedOrdersTrouble } from './ordered.ts';
import { recall } from './recall.ts';
import { findRivals } from './rivals.ts';
import { joinTrouble, noTrouble, type Trouble } from './trouble.ts';

/** A service about which everything needed is known but its signals. */
export type Candidate = Scalable & {
  readonly stored: ServiceState | null;
  readonly version: number;
  readonly overrides: readonly Override[];
};

export type Gathered = {
  readonly candidates: readonly Candidate[];
  readonly bystanders: Bystanders;
  readonly trouble: Trouble;
};

type Known = {
  readonly lookups: ReadonlyMap<ServiceKey, Lookup>;
  readonly memories: ReadonlyMap<ServiceKey, Recalled>;
  readonly orders: FleetOrders;
  readonly rivals: ReadonlyMap<ServiceKey, RivalScaler>;
};

type Outcome =
  | { readonly kind: 'ready'; readonly candidate: Candidate }
  | { readonly kind: 'left-out'; readonly trouble: Trouble };

/** Its account and region is told of as a whole. */
const untold: Outcome = { kind: 'left-out', trouble: noTrouble };

const onlyObserved = (candidate: Candidate): Candidate => ({
  ...candidate,
  policy: { ...candidate.policy, mode: 'observe' },
});

const candidateOf = (
  input: TickInput,
  id: ServiceId,
  isListed: boolean,
  { lookups, memories, orders, rivals }: Known,
): Outcome => {
  const key = keyOf(id);
  const looked = look(input, id, lookups.get(key), isListed, rivals.get(key));
  if (looked.kind === 'left-out') return looked;
  const memory = recall(id, memories.get(key));
  if (memory.kind === 'left-out') return memory;
  const ordered = ordersFor({ id, group: looked.scalable.policy.group }, orders, input.tickMs);
  if (ordered.kind === 'left-out') return ordered;
  const { state: stored, version } = memory;
  const { overrides } = ordered;
  return { kind: 'ready', candidate: { ...looked.scalable, stored, version, overrides } };
};

export const gather = async (
  input: TickInput,
  { services, listed }: Pick<Enrolment, 'services' | 'listed'>,
): Promise<Gathered> => {
  const { fleet, home, ports, deadline } = input;
  const [lookups, memories, orders, rivals] = await Promise.all([
    ports.serviceReader.describe(services, deadline),
    ports.states.load(services, deadline),
    ports.overrides.load(services, Object.keys(fleet.policy.groups), deadline),
    findRivals(input),
  ]);
  const known: Known = { lookups, memories, orders, rivals: rivals.found };
  const silent = silentHomes(homesOf(fleet, home), services, lookups);
  const outcomes = services.map((id) =>
    silent.has(homeKeyOf(id)) ? untold : candidateOf(input, id, listed.has(keyOf(id)), known),
  );
  const troubles = outcomes.map((outcome) =>
    outcome.kind === 'ready' ? outcome.candidate.trouble : outcome.trouble,
  );
  const leftOut = services.filter((_, index) => outcomes[index]?.kind === 'left-out');
  const candidates = outcomes.flatMap((outcome) =>
    outcome.kind === 'ready' ? [outcome.candidate] : [],
  );
  return {
    candidates: candidates.map((candidate) =>
      rivals.isKnownIn(candidate.view.id) ? candidate : onlyObserved(candidate),
    ),
    bystanders: bystandersOf(fleet, home, leftOut, known),
    trouble: joinTrouble(
      rivals.trouble,
      sharedOrdersTrouble(orders),
      ...silentTrouble(silent, services),
      ...troubles,
    ),
  };
};
