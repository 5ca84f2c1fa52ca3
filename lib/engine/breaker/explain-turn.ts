/** A turn of the breaker in English, with what it means for the service and what comes next. */
import type { EngineEvent } from '../model.ts';
import { breakerCauses } from './causes.ts';

export type BreakerTurn = Extract<
  EngineEvent,
  { kind: 'breaker-opened' | 'breaker-half-opened' | 'breaker-closed' }
>;

export const isBreakerTurn = (event: EngineEvent): event is BreakerTurn =>
  event.kind === 'breaker-opened' ||
  event.kind === 'breaker-half-opened' ||
  event.kind === 'breaker-closed';

export const explainTurn = (turn: BreakerTurn, atMs: number): string => {
  const why = breakerCauses[turn.cause];
  switch (turn.kind) {
    case 'breaker-opened': {
      const seconds = Math.max(0, Math.round((turn.untilMs - atMs) / 1000));
      return `The circuit breaker opened because ${why}: ${turn.detail}. The count stays as it is for at least ${seconds} s, then one task more is tried.`;
    }
    case 'breaker-half-opened':
      return `The circuit breaker is half-open: one task more may be tried. If ${why} again, it opens for twice as long; if not, it closes.`;
    case 'breaker-closed':
      return 'The circuit breaker closed, and the service is scaled as usual.';
    default:
      return turn satisfies never;
  }
};
