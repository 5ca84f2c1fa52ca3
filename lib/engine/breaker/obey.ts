/** What a tripped breaker does: open, the count stays where it is; half-open, one probing task may be added. */
import type { Context, Step } from '../model.ts';

const hasProbed = ({ state }: Context, sinceMs: number): boolean =>
  (state.lastOut !== null && state.lastOut.atMs >= sinceMs) ||
  (state.intent !== null && state.intent.atMs >= sinceMs);

const allowed = (asked: number, context: Context): number => {
  const { breaker } = context.state;
  const { desired } = context.view;
  const mayProbe = breaker.kind === 'half-open' && !hasProbed(context, breaker.sinceMs);
  return Math.max(desired, Math.min(asked, mayProbe ? desired + 1 : desired));
};

export const obeyBreaker: Step = (proposal, context) => {
  const { breaker } = context.state;
  if (breaker.kind === 'closed') return proposal;
  const asked = proposal.desired;
  const granted = allowed(asked, context);
  if (granted === asked) return proposal;
  const { kind: state, cause } = breaker;
  const untilMs = breaker.kind === 'open' ? breaker.untilMs : null;
  return {
    ...proposal,
    desired: granted,
    reasons: [...proposal.reasons, { kind: 'breaker', state, cause, asked, granted, untilMs }],
  };
};
