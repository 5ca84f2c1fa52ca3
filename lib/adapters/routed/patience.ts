/**
 * How long one home of several may take: half of what is left. A region that hangs would else use up the deadline that
 * it shares with all the others, and none of them would be scaled.
 */
import type { Deadline } from '#lib/ports.ts';

const shareRatio = 0.5;

export const shareOf = (deadline: Deadline, homes: number): Deadline => {
  if (homes <= 1) return deadline;
  // Of a deadline that is over nothing is left, however long ago that was.
  const allowedMs = Math.max(0, Math.floor(deadline.remainingMs() * shareRatio));
  // Of whoever may wait for ever; timers know no infinity.
  if (!Number.isFinite(allowedMs)) return deadline;
  const endMs = performance.now() + allowedMs;
  return {
    remainingMs: () => Math.max(0, Math.min(deadline.remainingMs(), endMs - performance.now())),
    signal: AbortSignal.any([deadline.signal, AbortSignal.timeout(allowedMs)]),
  };
};
