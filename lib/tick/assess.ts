/**
 * The first half of a tick: look at everything and decide everything, and change nothing.
 * The second half (`carry-out.ts`) acts on it; `flyball plan` and `explain` stop here.
 */
import { resolveSchedules } from '#config/resolve.ts';
import { activeWindows } from '#config/schedule.ts';
import { decide } from '#engine/decide.ts';
import type { Elsewhere } from '#engine/fleet/elsewhere.ts';
import { type Bystanders, withElsewhere } from '#engine/fleet.ts';
import {
  type DecideInput,
  type Decision,
  type EngineEvent,
  keyOf,
  type Observation,
  type ServiceId,
} from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import { planReads } from '#engine/plan-reads.ts';
import type { BoundsWindow, Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import type { Measurements } from '#lib/ports.ts';
import { arbitrateTick } from './arbitration.ts';
import { type Enrolment, enrol } from './enrol.ts';
import { type Foreseen, foresee } from './foreseen.ts';
import { type Candidate, gather } from './gather.ts';
import type { TickInput } from './input.ts';
import { asError, fail, joinTrouble, type Trouble } from './trouble.ts';

export type Assessed = {
  readonly policy: Policy;
  readonly observation: Observation;
  /** The state as it was loaded, to tell whether it needs to be written. */
  readonly stored: ServiceState | null;
  readonly version: number;
  readonly overrides: readonly Override[];
  readonly windows: readonly BoundsWindow[];
  readonly decision: Decision;
  readonly state: ServiceState;
  readonly events: readonly EngineEvent[];
};

export type Assessment = {
  /** In the order in which they should be acted on. */
  readonly assessed: readonly Assessed[];
  /** Use of a group's room by services that are not among `assessed`. */
  readonly bystanders: Bystanders;
  /** What holds somebody back on other shards. */
  readonly hinderedElsewhere: Elsewhere['hindered'];
  /** Every service that was asked about, left out or not. */
  readonly enrolled: readonly ServiceId[];
  readonly trouble: Trouble;
  readonly billedMetrics: number;
};

/** What the decision was made from, to ask the engine more about it. */
export const decideInputOf = ({ stored: state, decision, ...rest }: Assessed): DecideInput => {
  const { policy, observation, overrides, windows } = rest;
  return { policy, observation, state, overrides, windows, nowMs: decision.atMs };
};

type Seen = { readonly measurements: Measurements; readonly foreseen: Foreseen };

type Decided = { readonly assessed: readonly Assessed[]; readonly trouble: Trouble };

const decideOne = (
  { view, policy, stored, version, overrides }: Candidate,
  { measurements, foreseen }: Seen,
  { fleet, home, tickMs: nowMs }: TickInput,
): Assessed => {
  const key = keyOf(view.id);
  const observation = {
    view,
    readings: measurements.readings.get(key) ?? {},
    foresights: foreseen.foresights.get(key) ?? {},
  };
  const windows = activeWindows(resolveSchedules(fleet, home, view.id, view.tags), nowMs);
  const given = { policy, observation, overrides, windows };
  return { ...given, stored, version, ...decide({ ...given, state: stored, nowMs }) };
};

const decideEach = (candidates: readonly Candidate[], seen: Seen, input: TickInput): Decided => {
  const results = candidates.map((candidate): Assessed | Trouble => {
    try {
      return decideOne(candidate, seen, input);
    } catch (thrown) {
      const error = new Error('could not be decided', { cause: asError(thrown) });
      return fail(keyOf(candidate.view.id), error);
    }
  });
  return {
    assessed: results.flatMap((result) => ('decision' in result ? [result] : [])),
    trouble: joinTrouble(...results.flatMap((result) => ('decision' in result ? [] : [result]))),
  };
};

/** Of these services and no others, as if they were all there are. */
export const assessEnrolled = async (
  input: TickInput,
  enrolment: Omit<Enrolment, 'memberships'>,
): Promise<Assessment> => {
  const { ports, tickMs, deadline } = input;
  const { candidates, bystanders, trouble } = await gather(input, enrolment);
  const reads = planReads(candidates, tickMs);
  const [measurements, foreseen] = await Promise.all([
    ports.signals.read(reads, deadline),
    foresee(candidates, input),
  ]);
  const decided = decideEach(candidates, { measurements, foreseen }, input);
  const arbitrated = await arbitrateTick(decided.assessed, bystanders, input);
  const { elsewhere, assessed } = arbitrated;
  const troubles = [trouble, foreseen.trouble, decided.trouble, arbitrated.trouble];
  return {
    assessed,
    bystanders: withElsewhere(bystanders, elsewhere),
    hinderedElsewhere: elsewhere.hindered,
    enrolled: enrolment.services,
    trouble: joinTrouble(enrolment.trouble, ...troubles),
    billedMetrics: measurements.billedMetrics,
  };
};

export const assess = async (input: TickInput): Promise<Assessment> =>
  assessEnrolled(input, await enrol(input));
