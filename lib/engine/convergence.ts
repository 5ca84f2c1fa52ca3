/** How long ECS may take to carry out a count before nobody counts on it any more. */
import type { ServiceState } from './state.ts';

/** Tasks get this long to start or to leave. Longer, and they may never: then the count follows what really runs. */
export const convergenceSeconds = 600;

/** Asked for points of every signal, so it builds nothing. */
export const lastChangeMs = ({ lastOut, lastIn, foreign, firstSeenMs }: ServiceState): number =>
  Math.max(firstSeenMs, lastOut?.atMs ?? 0, lastIn?.atMs ?? 0, foreign?.atMs ?? 0);

export const convergesUntilMs = (state: ServiceState): number =>
  lastChangeMs(state) + convergenceSeconds * 1000;
