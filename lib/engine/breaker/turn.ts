/**
 * The breaker's state from one tick to the next: closed, open for a while, half-open for a probe.
 * A trip out of half-open doubles the wait, up to the breaker's maximum.
 */
import { convergenceSeconds } from '../convergence.ts';
import type { Context, EngineEvent } from '../model.ts';
import type { BreakerState, ServiceState } from '../state.ts';
import { noStrikes } from '../strikes.ts';
import type { Breaker } from './breaker.ts';
import { type Tripped, tripped } from './trips.ts';

export type Turned = { readonly state: ServiceState; readonly events: readonly EngineEvent[] };

type HalfOpen = Extract<BreakerState, { kind: 'half-open' }>;

type Found = { readonly breaker: Breaker; readonly trip: Tripped };

const firstTripped = (context: Context): Found | null => {
  for (const breaker of context.policy.breakers) {
    const trip = tripped(breaker.trip, context);
    if (trip !== null) return { breaker, trip };
  }
  return null;
};

const open = (context: Context, { breaker, trip }: Found): Turned => {
  const { state, nowMs } = context;
  const before = state.breaker;
  const doubled = before.kind === 'half-open' ? before.openSeconds * 2 : breaker.openSeconds;
  const openSeconds = Math.min(doubled, breaker.maxOpenSeconds);
  const untilMs = nowMs + openSeconds * 1000;
  const { cause, detail } = trip;
  return {
    // The strikes are what tripped it; counted on, they would trip it again without any new failure.
    state: {
      ...state,
      breaker: { kind: 'open', cause, sinceMs: nowMs, untilMs, openSeconds },
      strikes: noStrikes,
    },
    events: [{ kind: 'breaker-opened', cause, detail, untilMs }],
  };
};

const close = (
  state: ServiceState,
  cause: Exclude<BreakerState, { kind: 'closed' }>['cause'],
): Turned => ({
  state: { ...state, breaker: { kind: 'closed' }, strikes: noStrikes },
  events: [{ kind: 'breaker-closed', cause }],
});

const fromOpen = (
  context: Context,
  breaker: Extract<BreakerState, { kind: 'open' }>,
  found: Found | null,
): Turned => {
  const { state, nowMs } = context;
  if (nowMs < breaker.untilMs || found !== null) return { state, events: [] };
  const { cause, openSeconds } = breaker;
  return {
    state: { ...state, breaker: { kind: 'half-open', cause, sinceMs: nowMs, openSeconds } },
    events: [{ kind: 'breaker-half-opened', cause }],
  };
};

/** A probe that neither ran nor failed by then says nothing any more. */
const patienceSeconds = ({ policy }: Context, { openSeconds }: HalfOpen): number => {
  const graces = policy.breakers.map(({ trip }) =>
    trip.kind === 'failed-starts' ? trip.graceSeconds : 0,
  );
  return Math.max(openSeconds, convergenceSeconds, ...graces);
};

/**
 * The probe held once more tasks run than before it; tasks take minutes to start, so that is waited for. With nothing
 * to probe, a quiet while as long as the breaker was open will do.
 */
const hasRecovered = (context: Context, breaker: HalfOpen): boolean => {
  const { state, nowMs } = context;
  const { lastOut, strikes } = state;
  const isProbed = lastOut !== null && lastOut.atMs >= breaker.sinceMs;
  if (!isProbed) return nowMs >= breaker.sinceMs + breaker.openSeconds * 1000;
  const untilMs = strikes.raisedSinceMs + patienceSeconds(context, breaker) * 1000;
  return strikes.fruitlessRaises === 0 || nowMs > untilMs;
};

const wasReset = ({ overrides }: Context, sinceMs: number): boolean =>
  overrides.some(({ order, setAtMs }) => order.kind === 'reset-breaker' && setAtMs >= sinceMs);

export const turnBreaker = (context: Context): Turned => {
  const { state } = context;
  const { breaker } = state;
  if (breaker.kind !== 'closed' && wasReset(context, breaker.sinceMs)) {
    return close(state, breaker.cause);
  }
  const found = firstTripped(context);
  switch (breaker.kind) {
    case 'closed':
      return found === null ? { state, events: [] } : open(context, found);
    case 'open':
      return fromOpen(context, breaker, found);
    case 'half-open':
      if (found !== null) return open(context, found);
      return hasRecovered(context, breaker) ? close(state, breaker.cause) : { state, events: [] };
    default:
      return breaker satisfies never;
  }
};
