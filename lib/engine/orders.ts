/**
 * Step 9: what people ordered. A freeze leaves the count alone, a pause stops one direction, a pin sets the
 * number. An order beats every measurement; floor and ceiling join the bounds in the step after this one.
 */
import type { Context, Proposal, Step } from './model.ts';
import type { Override } from './override.ts';

type Verdict = { readonly granted: number; readonly frozen: boolean };

const obey = (override: Override, asked: number, current: number): Verdict | null => {
  const { order } = override;
  switch (order.kind) {
    case 'freeze':
      return { granted: current, frozen: true };
    case 'pin':
      return { granted: order.tasks, frozen: true };
    case 'pause-in':
      return asked < current ? { granted: current, frozen: false } : null;
    case 'pause-out':
      return asked > current ? { granted: current, frozen: false } : null;
    case 'floor':
    case 'ceiling':
    case 'reset-breaker':
      return null;
    default:
      return order satisfies never;
  }
};

/** The closest order wins: one for the service beats one for its group, and that one for the fleet; a freeze beats a pin. */
const rank = ({ scope, order }: Override): number =>
  ['fleet', 'group', 'service'].indexOf(scope) * 10 +
  ['pause-in', 'pause-out', 'pin', 'freeze'].indexOf(order.kind);

const apply =
  ({ view }: Context) =>
  (proposal: Proposal, override: Override): Proposal => {
    const verdict = obey(override, proposal.desired, view.desired);
    if (verdict === null) return proposal;
    const { granted, frozen } = verdict;
    const { order, scope, who, why, expiresAtMs: untilMs } = override;
    const asked = proposal.desired;
    return {
      ...proposal,
      desired: granted,
      frozen: proposal.frozen || frozen,
      reasons: [
        ...proposal.reasons,
        { kind: 'ordered', order: order.kind, scope, who, why, asked, granted, untilMs },
      ],
    };
  };

export const followOrders: Step = (proposal, context) =>
  context.overrides.toSorted((a, b) => rank(a) - rank(b)).reduce(apply(context), proposal);
