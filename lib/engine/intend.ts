/** Puts a decision into the state as an intent, to be written before anything is done about it. */
import type { Decision } from './model.ts';
import type { Mode } from './policy.ts';
import type { Intent, ServiceState } from './state.ts';

const sameIntent = (a: Intent | null, b: Intent): boolean =>
  a !== null && a.from === b.from && a.to === b.to && a.mode === b.mode && a.urgency === b.urgency;

/**
 * An intent that stands already keeps its time: in observe mode the same wish comes back every tick,
 * and must not be written every tick.
 */
export const intend = (state: ServiceState, decision: Decision, mode: Mode): ServiceState => {
  const { from, to, atMs, urgency } = decision;
  if (from === to) return state.intent === null ? state : { ...state, intent: null };
  const intent: Intent = { atMs, from, to, urgency, mode };
  return sameIntent(state.intent, intent) ? state : { ...state, intent };
};
