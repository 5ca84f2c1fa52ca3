/**
 * Whether something is going on with a service that may need an answer on the very next tick. Told from what every tick
 * knows without a metric: counts, memory, orders and schedules.
 */
import { lastChangeMs } from '../convergence.ts';
import type { DecideInput, ServiceView } from '../model.ts';
import { isInForce } from '../override.ts';
import type { ServiceState } from '../state.ts';

/** `all`: every signal counts. `leading`: the signal that is nearest to its limit tells enough. */
export type Motion = 'none' | 'leading' | 'all';

/** After a change the next points show what it did, and a scale-in may go on by its next step. */
export const settlingMs = 120_000;

/** Two ticks before an order or a window ends what it leaves behind has been looked at. */
const nearMs = 120_000;

const isNear = (atMs: number, nowMs: number): boolean => Math.abs(atMs - nowMs) <= nearMs;

const isOrdered = ({ overrides, windows, nowMs }: DecideInput): boolean =>
  windows.some(({ untilMs }) => isNear(untilMs, nowMs)) ||
  overrides.some(
    (override) =>
      isNear(override.expiresAtMs, nowMs) ||
      (isInForce(override, nowMs) && isNear(override.setAtMs, nowMs)),
  );

/** What was about to be done has been done, so nobody else changed the count. */
const isAsIntended = ({ intent, knownDesired }: ServiceState, { desired }: ServiceView): boolean =>
  intent?.mode === 'act' ? intent.to === desired : knownDesired === desired;

const isUnsettled = (state: ServiceState, view: ServiceView): boolean =>
  state.breaker.kind !== 'closed' ||
  state.strikes.lostActions > 0 ||
  !isAsIntended(state, view) ||
  view.rollout === 'in-progress';

export const motionOf = (input: DecideInput): Motion => {
  const { policy, observation, state, nowMs } = input;
  const { view } = observation;
  if (state === null || nowMs < state.firstSeenMs + policy.stabilizeSeconds.in * 1000) return 'all';
  if (isUnsettled(state, view) || isOrdered(input)) return 'all';
  const isMoving =
    view.running !== view.desired || view.pending > 0 || state.intent?.mode === 'act';
  return isMoving || nowMs < lastChangeMs(state) + settlingMs ? 'leading' : 'none';
};
