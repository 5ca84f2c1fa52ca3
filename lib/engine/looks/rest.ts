/** Whether a service may be judged by what is remembered of it, told from that memory alone. */
import { settlingMs } from '../cadence/motion.ts';
import { lastChangeMs } from '../convergence.ts';
import type { ServiceState, Sight } from '../state.ts';

/** What is remembered of a service with which nothing is going on; `null` when it has to be looked at. */
export const restingSight = (state: ServiceState, nowMs: number): Sight | null => {
  const { sight, knownDesired, intent, breaker, strikes } = state;
  const isMoving =
    intent?.mode === 'act' ||
    breaker.kind !== 'closed' ||
    strikes.lostActions > 0 ||
    nowMs < lastChangeMs(state) + settlingMs;
  return isMoving || sight?.desired !== knownDesired ? null : sight;
};
