/**
 * Squares what we remember with what is there, before anything is decided: did the action that was
 * about to be taken happen, and has anybody else changed the count?
 */

import { countLosses } from './losses.ts';
import type { EngineEvent, ServiceView } from './model.ts';
import type { Action, Intent, ServiceState } from './state.ts';
import { countStrikes, noStrikes } from './strikes.ts';

/** The longest period of a rate limit, 30 minutes as in HPA v2; older actions cannot matter. */
export const recentSeconds = 1800;
const maxRecent = 100;

export type Settled = {
  readonly state: ServiceState;
  readonly events: readonly EngineEvent[];
};

const firstSight = (view: ServiceView, nowMs: number): Settled => ({
  state: {
    firstSeenMs: nowMs,
    knownDesired: view.desired,
    lastOut: null,
    lastIn: null,
    recent: [],
    intent: null,
    foreign: null,
    held: {},
    breaker: { kind: 'closed' },
    strikes: noStrikes,
    losses: { running: Math.min(view.running, view.desired), recent: [] },
    cadence: {},
    sight: null,
    recorded: '',
  },
  events: [{ kind: 'first-sight', desired: view.desired }],
});

const confirmed = (state: ServiceState, intent: Intent): ServiceState => {
  const { atMs, from, to, urgency } = intent;
  const action: Action = { atMs, from, to, urgency };
  const last = to > from ? { lastOut: action } : { lastIn: action };
  const recent = [...state.recent, action].slice(-maxRecent);
  return { ...state, ...last, recent, intent: null, knownDesired: to };
};

const settleIntent = (state: ServiceState, view: ServiceView): Settled => {
  const { intent } = state;
  if (intent === null) return { state, events: [] };
  const { from, to } = intent;
  // An observing writer never fulfils an intent, so finding it unfulfilled says nothing.
  if (intent.mode === 'observe') return { state, events: [] };
  if (view.desired === to) {
    return { state: confirmed(state, intent), events: [{ kind: 'action-confirmed', from, to }] };
  }
  return { state: { ...state, intent: null }, events: [{ kind: 'action-lost', from, to }] };
};

const noticeForeign = ({ state, events }: Settled, view: ServiceView, nowMs: number): Settled => {
  const { knownDesired: from } = state;
  const to = view.desired;
  if (from === to) return { state, events };
  const foreign = { atMs: nowMs, from, to };
  return {
    state: { ...state, foreign, knownDesired: to, intent: null },
    events: [...events, { kind: 'foreign-change', from, to }],
  };
};

const forget = (state: ServiceState, nowMs: number): ServiceState => {
  const recent = state.recent.filter((action) => action.atMs > nowMs - recentSeconds * 1000);
  return recent.length === state.recent.length ? state : { ...state, recent };
};

export const settle = (state: ServiceState | null, view: ServiceView, nowMs: number): Settled => {
  if (state === null) return firstSight(view, nowMs);
  const settled = noticeForeign(settleIntent(forget(state, nowMs), view), view, nowMs);
  const strikes = countStrikes(state.strikes, settled.events, view, nowMs);
  const losses = countLosses(settled.state, view, nowMs);
  return strikes === state.strikes && losses === state.losses
    ? settled
    : { ...settled, state: { ...settled.state, strikes, losses } };
};
