/**
 * The first half of a tick: look at everything and decide everything, and change nothing.
 * The second half (`carry-out.ts`) acts on it; `flyball plan` and `explain` stop here.
 */
import { decide } from '#engine/decide.ts';
import { arbitrate } from '#engine/fleet.ts';
import {
  type Decision,
  type EngineEvent,
  keyOf,
  type Observation,
  type ServiceId,
  type ServiceKey,
} from '#engine/model.ts';
import { planReads } from '#engine/plan-reads.ts';
import type { Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import type { Measurements, RivalScaler } from '#lib/ports.ts';
import { bystandersOf } from './bystanders.ts';
import { enrol } from './enrol.ts';
import type { TickInput } from './input.ts';
import { look, type Scalable } from './look.ts';
import { recall } from './recall.ts';
import { asError, fail, joinTrouble, noTrouble, type Trouble } from './trouble.ts';

export type Assessed = {
  readonly policy: Policy;
  readonly observation: Observation;
  /** The state as it was loaded, to tell whether it needs to be written. */
  readonly stored: ServiceState | null;
  readonly version: number;
  readonly decision: Decision;
  readonly state: ServiceState;
  readonly events: readonly EngineEvent[];
};

export type Assessment = {
  /** In the order in which they should be acted on. */
  readonly assessed: readonly Assessed[];
  /** Every service that was asked about, left out or not. */
  readonly enrolled: readonly ServiceId[];
  readonly trouble: Trouble;
  readonly billedMetrics: number;
};

/** A service about which everything needed is known but its signals. */
type Candidate = Scalable & { readonly stored: ServiceState | null; readonly version: number };

type Outcome =
  | { readonly kind: 'ready'; readonly candidate: Candidate }
  | { readonly kind: 'left-out'; readonly trouble: Trouble };

type Gathered = {
  readonly candidates: readonly Candidate[];
  readonly bystanders: ReadonlyMap<string, number>;
  readonly trouble: Trouble;
};

type Rivals = { readonly found: ReadonlyMap<ServiceKey, RivalScaler>; readonly trouble: Trouble };

const findRivals = async ({ ports, tickMs, deadline }: TickInput): Promise<Rivals> => {
  try {
    return { found: await ports.rivals.find(tickMs, deadline), trouble: noTrouble };
  } catch (thrown) {
    const error = new Error('could not ask Application Auto Scaling for other scalers', {
      cause: asError(thrown),
    });
    return { found: new Map(), trouble: fail('rivals', error) };
  }
};

const gather = async (
  input: TickInput,
  services: readonly ServiceId[],
  listed: ReadonlySet<string>,
): Promise<Gathered> => {
  const { fleet, home, ports, deadline } = input;
  const [lookups, memories, rivals] = await Promise.all([
    ports.serviceReader.describe(services, deadline),
    ports.states.load(services, deadline),
    findRivals(input),
  ]);
  const outcomes = services.map((id): Outcome => {
    const key = keyOf(id);
    const looked = look(input, id, lookups.get(key), listed.has(key), rivals.found.get(key));
    if (looked.kind === 'left-out') return looked;
    const memory = recall(id, memories.get(key));
    if (memory.kind === 'left-out') return memory;
    const { state: stored, version } = memory;
    return { kind: 'ready', candidate: { ...looked.scalable, stored, version } };
  });
  const troubles = outcomes.map((outcome) =>
    outcome.kind === 'ready' ? outcome.candidate.trouble : outcome.trouble,
  );
  const leftOut = services.filter((_, index) => outcomes[index]?.kind === 'left-out');
  return {
    candidates: outcomes.flatMap((outcome) =>
      outcome.kind === 'ready' ? [outcome.candidate] : [],
    ),
    bystanders: bystandersOf(fleet, home, leftOut, { lookups, memories }),
    trouble: joinTrouble(rivals.trouble, ...troubles),
  };
};

type Decided = { readonly assessed: readonly Assessed[]; readonly trouble: Trouble };

const decideEach = (
  candidates: readonly Candidate[],
  { readings }: Measurements,
  nowMs: number,
): Decided => {
  const results = candidates.map((candidate): Assessed | Trouble => {
    const { view, policy, stored, version } = candidate;
    const observation = { view, readings: readings.get(keyOf(view.id)) ?? {} };
    try {
      const decided = decide({ policy, observation, state: stored, nowMs });
      return { policy, observation, stored, version, ...decided };
    } catch (thrown) {
      return fail(keyOf(view.id), new Error('could not be decided', { cause: asError(thrown) }));
    }
  });
  return {
    assessed: results.flatMap((result) => ('decision' in result ? [result] : [])),
    trouble: joinTrouble(...results.flatMap((result) => ('decision' in result ? [] : [result]))),
  };
};

export const assess = async (input: TickInput): Promise<Assessment> => {
  const { fleet, ports, tickMs, deadline } = input;
  const enrolment = await enrol(input);
  const gathered = await gather(input, enrolment.services, enrolment.listed);
  const reads = planReads(gathered.candidates, tickMs);
  const measurements = await ports.signals.read(reads, deadline);
  const decided = decideEach(gathered.candidates, measurements, tickMs);
  return {
    assessed: arbitrate(decided.assessed, fleet.groups, gathered.bystanders),
    enrolled: enrolment.services,
    trouble: joinTrouble(enrolment.trouble, gathered.trouble, decided.trouble),
    billedMetrics: measurements.billedMetrics,
  };
};
