/** Since when turns count in a tick, be it to be described or to be read. */
import { intervalMsOf } from '#config/interval.ts';
import type { TickInput } from './input.ts';

/** Who had a turn in a tick that did not run has it now; in a look nobody has one, for the tick has just seen to them. */
export const turnsSinceMs = ({ tickMs, lastTickMs, fleet, isLook = false }: TickInput): number => {
  if (isLook) return tickMs;
  const usualMs = tickMs - intervalMsOf(fleet.parameters);
  return Math.min(usualMs, lastTickMs ?? usualMs);
};
