/** One service in the arbitration: what it decided, and what is known of it. */
import { boundsFor } from '../bounds.ts';
import type { Decision, Observation } from '../model.ts';
import { isInForce, type Override } from '../override.ts';
import type { BoundsWindow, Policy } from '../policy.ts';
import type { Reason } from '../reason.ts';
import type { ServiceState } from '../state.ts';

export type Contender = {
  readonly policy: Policy;
  readonly observation: Observation;
  readonly overrides: readonly Override[];
  readonly windows: readonly BoundsWindow[];
  readonly decision: Decision;
  readonly state: ServiceState;
};

export const growthOf = ({ decision }: Contender): number =>
  Math.max(0, decision.to - decision.from);

export const shrinkageOf = ({ decision }: Contender): number =>
  Math.max(0, decision.from - decision.to);

export const ordersFor = ({ overrides, decision }: Contender): readonly Override[] =>
  overrides.filter((override) => isInForce(override, decision.atMs));

/** What the service keeps whatever others want: what it was guaranteed, and its bounds of the moment. */
export const keepsAtLeast = (member: Contender): number => {
  const { policy, windows, observation } = member;
  const { min } = boundsFor({
    policy,
    windows,
    overrides: ordersFor(member),
    view: observation.view,
  });
  return Math.max(policy.guaranteed, min.tasks);
};

/** Observers hold what they have and take nothing, unless everyone is only tried out. */
export const competing = <T extends Contender>(members: readonly T[]): readonly T[] => {
  const acting = members.filter(({ policy }) => policy.mode === 'act');
  return acting.length > 0 ? acting : members;
};

/** Changes the count and says why; everything else about the contender stays. */
export const regrant = <T extends Contender>(contender: T, to: number, reason: Reason): T => {
  const { decision } = contender;
  return { ...contender, decision: { ...decision, to, reasons: [...decision.reasons, reason] } };
};

/** Whether the service may lose tasks now: not in a rollout, not unsettled, not tripped, not held by a person. */
export const canGiveWay = ({ observation, state, decision }: Contender): boolean => {
  const { view } = observation;
  const isHeld = decision.reasons.some(
    ({ kind }) => kind === 'respected' || kind === 'ordered' || kind === 'no-data',
  );
  const isSettled = view.rollout === 'steady' && view.running === view.desired;
  return isSettled && state.breaker.kind === 'closed' && !isHeld;
};
