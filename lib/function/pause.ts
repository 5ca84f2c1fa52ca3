/** Waiting for a moment of the tick's own time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, ClockName } from './clock.ts';

/** Resolves at that moment, and at once when it has passed. */
export type Pause = (untilMs: number) => Promise<void>;

/** `null` where nobody can wait: in a world that is sped up, ten seconds are none. */
export const pauses = {
  system: (untilMs) => sleep(Math.max(0, untilMs - Date.now())),
  event: null,
} as const satisfies Readonly<Record<ClockName, Pause | null>>;

/** What a run needs to look again inside its minute. */
export type Pacing = { readonly clock: Clock; readonly pause: Pause | null };
