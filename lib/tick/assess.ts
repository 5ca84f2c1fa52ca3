/**
 * The first half of a tick: look at everything and decide everything, and change nothing.
 * The second half (`carry-out.ts`) acts on it; `flyball plan` and `explain` stop here.
 */
import type { Elsewhere } from '#engine/fleet/elsewhere.ts';
import { type Bystanders, withElsewhere } from '#engine/fleet.ts';
import type { DecideInput, Decision, EngineEvent, Observation, ServiceId } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { BoundsWindow, Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import type { MonthSpend } from '#lib/spend.ts';
import { arbitrateAlone } from './arbitration.ts';
import { type Enrolment, enrol } from './enrol.ts';
import { candidatesAmong, gather, remainderOf } from './gather.ts';
import type { TickInput } from './input.ts';
import { inspect } from './inspect.ts';
import { confirmGiving, makeSure } from './make-sure.ts';
import { type Outdated, outdatedIn } from './outdated.ts';
import { joinTrouble, type Trouble } from './trouble.ts';

export type Assessed = {
  readonly policy: Policy;
  readonly observation: Observation;
  /** The state as it was loaded, to tell whether it needs to be written. */
  readonly stored: ServiceState | null;
  readonly version: number;
  readonly overrides: readonly Override[];
  /** Since when ECS may not have been asked about it; `null` when it was in this tick. */
  readonly rememberedSinceMs: number | null;
  readonly windows: readonly BoundsWindow[];
  readonly decision: Decision;
  readonly state: ServiceState;
  readonly events: readonly EngineEvent[];
};

export type Assessment = {
  /** In the order in which they should be acted on. */
  readonly assessed: readonly Assessed[];
  /** Memories of services at rest that hold no more, of services that are left out. */
  readonly outdated: readonly Outdated[];
  /** Use of a group's room by services that are not among `assessed`. */
  readonly bystanders: Bystanders;
  /** Of that, what the services use that were left out here. */
  readonly leftOut: Bystanders;
  /** What holds somebody back on other shards. */
  readonly hinderedElsewhere: Elsewhere['hindered'];
  /** Every service that was asked about, left out or not. */
  readonly enrolled: readonly ServiceId[];
  readonly trouble: Trouble;
  readonly billedMetrics: number;
  /** Of the month so far; `null` where the ledger was not asked or could not answer. */
  readonly spend: MonthSpend | null;
  /** Whether the month's ceiling allows looks inside the minute. */
  readonly affordsLoops: boolean;
};

/** What the decision was made from, to ask the engine more about it. */
export const decideInputOf = ({ stored: state, decision, ...rest }: Assessed): DecideInput => {
  const { policy, observation, overrides, windows } = rest;
  return { policy, observation, state, overrides, windows, nowMs: decision.atMs };
};

/** Of these services and no others, as if they were all there are. */
export const assessEnrolled = async (
  input: TickInput,
  enrolment: Omit<Enrolment, 'memberships'>,
): Promise<Assessment> => {
  const gathered = await gather(input, enrolment);
  const inspected = await inspect(candidatesAmong(enrolment.services, gathered), input);
  const sure = await makeSure(inspected, gathered, input);
  const { bystanders, trouble } = remainderOf(sure.gathered, input);
  const { arbitrate = arbitrateAlone } = input.agreement ?? {};
  const arbitrated = await arbitrate(sure.inspected.assessed, bystanders, input);
  const { elsewhere } = arbitrated;
  const confirmed = await confirmGiving(arbitrated.assessed, sure, input);
  return {
    assessed: confirmed,
    outdated: outdatedIn(sure.gathered),
    bystanders: withElsewhere(bystanders, elsewhere),
    leftOut: bystanders,
    hinderedElsewhere: elsewhere.hindered,
    enrolled: enrolment.services,
    trouble: joinTrouble(enrolment.trouble, trouble, sure.inspected.trouble, arbitrated.trouble),
    billedMetrics: sure.inspected.billedMetrics,
    spend: sure.inspected.spend,
    affordsLoops: sure.inspected.affordsLoops,
  };
};

export const assess = async (input: TickInput): Promise<Assessment> =>
  assessEnrolled(input, await enrol(input));
