/**
 * The last step: the operator's bounds win over everything but a person's own hand. A count outside
 * them is moved inside even while a guard holds, for bounds are an order and not a measurement.
 */
import type { Step } from './model.ts';

export const bound: Step = (proposal, { policy }) => {
  if (proposal.frozen) return proposal;
  const asked = proposal.desired;
  const granted = Math.min(policy.max, Math.max(policy.min, asked));
  if (granted === asked) return proposal;
  const which = granted > asked ? 'min' : 'max';
  return {
    ...proposal,
    desired: granted,
    reasons: [...proposal.reasons, { kind: 'bounded', bound: which, limit: granted, asked }],
  };
};
