/**
 * The first half of a tick: look at everything and decide everything, and change nothing.
 * The second half (`carry-out.ts`) acts on it; `flyball plan` and `explain` stop here.
 */
import { cadenceAfter, everyTick } from '#engine/cadence/choose.ts';
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
import type { BoundsWindow, Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import type { MonthSpend } from '#lib/spend.ts';
import { arbitrateAlone } from './arbitration.ts';
import { type Enrolment, enrol } from './enrol.ts';
import { foresee } from './foreseen.ts';
import { gather } from './gather.ts';
import type { TickInput } from './input.ts';
import type { Looked } from './look-at-signals.ts';
import { prospectsOf } from './prospects.ts';
import { readSignals } from './read-signals.ts';
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

type Decided = { readonly assessed: readonly Assessed[]; readonly trouble: Trouble };

const decideOne = ({ candidate, readings, asked, isAdaptive }: Looked): Assessed => {
  const { stored, version } = candidate;
  const observation = { ...asked.observation, readings };
  const { policy, overrides, windows } = asked;
  const input = { ...asked, observation };
  const { decision, state, events } = decide(input);
  const cadence = isAdaptive ? cadenceAfter(input, decision) : everyTick;
  const given = { policy, observation, overrides, windows, stored, version };
  return { ...given, decision, state: { ...state, cadence }, events };
};

const decideEach = (looked: readonly Looked[]): Decided => {
  const results = looked.map((each): Assessed | Trouble => {
    try {
      return decideOne(each);
    } catch (thrown) {
      const error = new Error('could not be decided', { cause: asError(thrown) });
      return fail(keyOf(each.candidate.view.id), error);
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
  const { candidates, bystanders, trouble } = await gather(input, enrolment);
  const foreseen = await foresee(candidates, input);
  const prospects = prospectsOf(candidates, foreseen, input);
  const looked = await readSignals(prospects.prospects, input);
  const decided = decideEach(looked.services);
  const { arbitrate = arbitrateAlone } = input.agreement ?? {};
  const arbitrated = await arbitrate(decided.assessed, bystanders, input);
  const { elsewhere, assessed } = arbitrated;
  return {
    assessed,
    bystanders: withElsewhere(bystanders, elsewhere),
    leftOut: bystanders,
    hinderedElsewhere: elsewhere.hindered,
    enrolled: enrolment.services,
    trouble: joinTrouble(
      enrolment.trouble,
      trouble,
      foreseen.trouble,
      prospects.trouble,
      looked.trouble,
      decided.trouble,
      arbitrated.trouble,
    ),
    billedMetrics: looked.billedMetrics,
    spend: looked.spend,
    affordsLoops: looked.affordsLoops,
  };
};

export const assess = async (input: TickInput): Promise<Assessment> =>
  assessEnrolled(input, await enrol(input));
