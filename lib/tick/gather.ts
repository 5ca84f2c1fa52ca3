/** Phases 2 and 3 for all services at once: what is remembered, what was ordered, who else scales, and what ECS says. */
import type { Bystanders } from '#engine/fleet.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { ServiceState } from '#engine/state.ts';
import type { FleetOrders, Lookup, Recalled } from '#lib/ports.ts';
import { bystandersOf } from './bystanders.ts';
import type { Enrolment } from './enrol.ts';
import type { TickInput } from './input.ts';
import { look, type Scalable } from './look.ts';
import { ordersFor, sharedOrdersTrouble } from './ordered.ts';
import { recall } from './recall.ts';
import { type Remembered, restingAmong } from './resting.ts';
import { findRivals, type Rivals } from './rivals.ts';
import { joinTrouble, type Trouble } from './trouble.ts';

/** A service about which everything needed is known but its signals. */
export type Candidate = Scalable & {
  readonly stored: ServiceState | null;
  readonly version: number;
  readonly overrides: readonly Override[];
  /** Since when it may not have been described; `null` when it was in this tick. */
  readonly rememberedSinceMs: number | null;
};

type Outcome =
  | { readonly kind: 'ready'; readonly candidate: Candidate }
  | { readonly kind: 'left-out'; readonly trouble: Trouble };

type Known = {
  readonly listed: Enrolment['listed'];
  /** What ECS says; of those that were not described, what it said. */
  readonly lookups: ReadonlyMap<ServiceKey, Lookup>;
  readonly resting: ReadonlyMap<ServiceKey, Remembered>;
  readonly memories: ReadonlyMap<ServiceKey, Recalled>;
  readonly orders: FleetOrders;
  readonly rivals: Rivals;
};

export type Gathered = Known & {
  readonly services: readonly ServiceId[];
  readonly outcomes: ReadonlyMap<ServiceKey, Outcome>;
};

const onlyObserved = (candidate: Candidate): Candidate => ({
  ...candidate,
  policy: { ...candidate.policy, mode: 'observe' },
});

const outcomeOf = (known: Known, id: ServiceId, input: TickInput): Outcome => {
  const { listed, lookups, resting, memories, orders, rivals } = known;
  const key = keyOf(id);
  const looked = look(input, id, lookups.get(key), listed.has(key), rivals.found.get(key));
  if (looked.kind === 'left-out') return looked;
  const memory = recall(id, memories.get(key));
  if (memory.kind === 'left-out') return memory;
  const ordered = ordersFor({ id, group: looked.scalable.policy.group }, orders, input.tickMs);
  if (ordered.kind === 'left-out') return ordered;
  const { state: stored, version } = memory;
  const { overrides } = ordered;
  const rememberedSinceMs = resting.get(key)?.sinceMs ?? null;
  const candidate = { ...looked.scalable, stored, version, overrides, rememberedSinceMs };
  return { kind: 'ready', candidate: rivals.known ? candidate : onlyObserved(candidate) };
};

const outcomesOf = (known: Known, ids: readonly ServiceId[], input: TickInput) =>
  ids.map((id) => [keyOf(id), outcomeOf(known, id, input)] as const);

export const gather = async (
  input: TickInput,
  { services, listed }: Pick<Enrolment, 'services' | 'listed'>,
): Promise<Gathered> => {
  const { fleet, ports, deadline } = input;
  const [memories, orders, rivals] = await Promise.all([
    ports.states.load(services, deadline),
    ports.overrides.load(services, Object.keys(fleet.policy.groups), deadline),
    findRivals(input),
  ]);
  const resting = restingAmong(services, memories, input);
  const others = services.filter((id) => !resting.has(keyOf(id)));
  const described = await ports.serviceReader.describe(others, deadline);
  const remembered = [...resting].map(([key, { view }]) => [key, { kind: 'found', view }] as const);
  const lookups = new Map<ServiceKey, Lookup>([...remembered, ...described]);
  const known: Known = { listed, lookups, resting, memories, orders, rivals };
  return { ...known, services, outcomes: new Map(outcomesOf(known, services, input)) };
};

/** With these described as well. */
export const describedToo = async (
  gathered: Gathered,
  ids: readonly ServiceId[],
  input: TickInput,
): Promise<Gathered> => {
  const described = await input.ports.serviceReader.describe(ids, input.deadline);
  const seen = new Set(ids.map(keyOf));
  const known = {
    ...gathered,
    lookups: new Map([...gathered.lookups, ...described]),
    resting: new Map([...gathered.resting].filter(([key]) => !seen.has(key))),
  };
  const outcomes = outcomesOf(known, ids, input);
  return { ...known, outcomes: new Map([...gathered.outcomes, ...outcomes]) };
};

export const candidatesAmong = (
  ids: readonly ServiceId[],
  { outcomes }: Gathered,
): readonly Candidate[] =>
  ids.flatMap((id) => {
    const outcome = outcomes.get(keyOf(id));
    return outcome?.kind === 'ready' ? [outcome.candidate] : [];
  });

export type Remainder = {
  /** Use of a group's room by services that are left out. */
  readonly bystanders: Bystanders;
  readonly trouble: Trouble;
};

/** What is left when the candidates are taken. */
export const remainderOf = (gathered: Gathered, { fleet, home }: TickInput): Remainder => {
  const { services, outcomes, orders, rivals } = gathered;
  const leftOut = services.filter((id) => outcomes.get(keyOf(id))?.kind === 'left-out');
  const troubles = [...outcomes.values()].map((outcome) =>
    outcome.kind === 'ready' ? outcome.candidate.trouble : outcome.trouble,
  );
  return {
    bystanders: bystandersOf(fleet, home, leftOut, gathered),
    trouble: joinTrouble(rivals.trouble, sharedOrdersTrouble(orders), ...troubles),
  };
};
