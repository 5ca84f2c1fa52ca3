/**
 * Step 6: a wait after each change, shorter for urgent wishes, twice as long for turning round, and the
 * same for changes made by someone else. A scale-out larger than the last change goes through at once, and
 * so does any scale-out from zero: nothing is worth waiting for while nothing runs.
 */
import { boundsFor } from './bounds.ts';
import type { Context, Direction, Proposal, Step } from './model.ts';
import type { Reason } from './reason.ts';
import type { Action } from './state.ts';

const reversalFactor = 2;

type Wait = {
  readonly cause: 'same-direction' | 'reversal';
  readonly action: Action;
  readonly waitSeconds: number;
  readonly untilMs: number;
};

const waitFor = (
  action: Action | null,
  cause: Wait['cause'],
  waitSeconds: number,
): readonly Wait[] =>
  action === null
    ? []
    : [{ cause, action, waitSeconds, untilMs: action.atMs + waitSeconds * 1000 }];

/** The wait that ends last, if any is still on. */
const pendingWait = (proposal: Proposal, direction: Direction, context: Context): Wait | null => {
  const { state, policy, nowMs } = context;
  const seconds = policy.cooldownSeconds[direction][proposal.urgency];
  const same = direction === 'out' ? state.lastOut : state.lastIn;
  const opposite = direction === 'out' ? state.lastIn : state.lastOut;
  const waits = [
    ...waitFor(same, 'same-direction', seconds),
    ...waitFor(opposite, 'reversal', seconds * reversalFactor),
  ];
  const last = waits.reduce<Wait | null>(
    (latest, wait) => (latest === null || wait.untilMs > latest.untilMs ? wait : latest),
    null,
  );
  return last !== null && nowMs < last.untilMs ? last : null;
};

const hold = (proposal: Proposal, current: number, reason: Reason): Proposal => ({
  ...proposal,
  desired: current,
  reasons: [...proposal.reasons, reason],
});

/** A floor or a ceiling says who ordered it and why, and was promised for the next tick: no count set elsewhere stands against it. */
const isOrderedAway = ({ overrides, view: { desired } }: Context): boolean =>
  overrides.some(
    ({ order }) =>
      (order.kind === 'floor' && order.tasks > desired) ||
      (order.kind === 'ceiling' && order.tasks < desired),
  );

/** Someone else set the count: their choice stands for one cooldown, bounds included. */
const respect: Step = (proposal, context) => {
  const { state, policy, view, nowMs } = context;
  const { foreign } = state;
  if (foreign === null) return proposal;
  const { min, max } = boundsFor(context);
  const asked = Math.min(max.tasks, Math.max(min.tasks, proposal.desired));
  if (asked === view.desired) return proposal;
  const direction = asked > view.desired ? 'out' : 'in';
  // Bounds may turn an urgent wish for more into an order for less, and that is not urgent.
  const urgency = direction === 'in' ? 'low' : proposal.urgency;
  const { out, in: inwards } = policy.cooldownSeconds;
  // Who raises a count by hand knows what is coming, and scale-in alone may wait for a minute only.
  const seconds = direction === 'in' ? Math.max(inwards.low, out.low) : out[urgency];
  const untilMs = foreign.atMs + seconds * 1000;
  if (nowMs >= untilMs) return proposal;
  const { from, to } = foreign;
  return {
    ...hold(proposal, view.desired, { kind: 'respected', from, to, asked, untilMs }),
    frozen: !isOrderedAway(context),
  };
};

const wait: Step = (proposal, context) => {
  const current = context.view.desired;
  const asked = proposal.desired;
  if (asked === current || (current === 0 && asked > 0)) return proposal;
  const direction: Direction = asked > current ? 'out' : 'in';
  const pending = pendingWait(proposal, direction, context);
  if (pending === null) return proposal;
  const { cause, waitSeconds, untilMs, action } = pending;
  const lastStep = Math.abs(action.to - action.from);
  const step = asked - current;
  if (direction === 'out' && step > lastStep) {
    const broke: Reason = { kind: 'broke-cooldown', asked, step, lastStep };
    return { ...proposal, reasons: [...proposal.reasons, broke] };
  }
  const { urgency } = proposal;
  return hold(proposal, current, {
    kind: 'cooling',
    direction,
    asked,
    urgency,
    cause,
    waitSeconds,
    untilMs,
  });
};

export const coolDown: Step = (proposal, context) => {
  const respected = respect(proposal, context);
  return respected.frozen ? respected : wait(respected, context);
};
