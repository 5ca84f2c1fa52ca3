/** Counts failures in a row, from what became of our actions. */
import type { EngineEvent, ServiceView } from './model.ts';
import type { Strikes } from './state.ts';

export const noStrikes: Strikes = {
  lostActions: 0,
  fruitlessRaises: 0,
  raisedSinceMs: 0,
  runningAtRaise: 0,
};

const noRaises = { fruitlessRaises: 0, raisedSinceMs: 0, runningAtRaise: 0 } as const;

/** Raises are fruitless until more tasks run than ran at the first of them. */
const forgiven = (strikes: Strikes, view: ServiceView): Strikes =>
  strikes.fruitlessRaises > 0 && view.running > strikes.runningAtRaise
    ? { ...strikes, ...noRaises }
    : strikes;

const raised = (strikes: Strikes, view: ServiceView, nowMs: number): Strikes =>
  strikes.fruitlessRaises === 0
    ? { lostActions: 0, fruitlessRaises: 1, raisedSinceMs: nowMs, runningAtRaise: view.running }
    : { ...strikes, lostActions: 0, fruitlessRaises: strikes.fruitlessRaises + 1 };

export const countStrikes = (
  before: Strikes,
  events: readonly EngineEvent[],
  view: ServiceView,
  nowMs: number,
): Strikes => {
  const strikes = forgiven(before, view);
  if (events.some(({ kind }) => kind === 'action-lost')) {
    return { ...strikes, lostActions: strikes.lostActions + 1 };
  }
  const confirmed = events.find((event) => event.kind === 'action-confirmed');
  if (confirmed === undefined) return strikes;
  // A task that runs already by the time its raise is confirmed needs no watching.
  if (confirmed.to > confirmed.from && view.running < confirmed.to) {
    return raised(strikes, view, nowMs);
  }
  return { ...strikes, lostActions: 0, ...(confirmed.to < confirmed.from ? noRaises : {}) };
};
