/** Members of a fleet, stated by what matters to the arbitration. */
import type { Contender } from '#engine/fleet/contender.ts';
import type { Decision, ServiceView } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import { policyOf, serviceId, startMs, stateOf, viewOf } from '../support.ts';

export type Member = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly policy?: Partial<Policy>;
  readonly view?: Partial<ServiceView>;
  readonly state?: Partial<ServiceState>;
  readonly decision?: Partial<Decision>;
  readonly overrides?: Contender['overrides'];
  readonly windows?: Contender['windows'];
};

export const contender = (member: Member): Contender => {
  const { name, from, to, overrides = [], windows = [] } = member;
  return {
    policy: policyOf({ group: 'workers', min: 0, rules: [], ...member.policy }),
    observation: { view: viewOf(from, member.view), readings: {} },
    overrides,
    windows,
    state: stateOf(member.state),
    decision: {
      service: { ...serviceId, name },
      atMs: startMs,
      from,
      to,
      asked: to,
      urgency: 'low',
      reasons: [],
      challenger: null,
      ...member.decision,
    },
  };
};

export const countsOf = (fleet: readonly Contender[]): Readonly<Record<string, number>> =>
  Object.fromEntries(fleet.map(({ decision }) => [decision.service.name, decision.to]));
