/**
 * When a service's turn is. Turns come round at fixed minutes, moved by a hash of the service so that of a fleet that
 * waits five minutes a fifth is read on each; nothing about the last read has to be remembered for it.
 */
import { keyOf, type ServiceId } from '../model.ts';

/** From the tick before, which is not looked at again, to this one. */
export type Span = { readonly sinceMs: number; readonly nowMs: number };

const minuteMs = 60_000;
const phases = 3600;

/** FNV-1a over the key: spread evenly, and the same on every machine. */
export const phaseOf = (id: ServiceId): number => {
  let hash = 0x811c9dc5;
  for (const char of keyOf(id)) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0) % phases;
};

const turnsBy = (atMs: number, waitMinutes: number, phase: number): number =>
  Math.floor((Math.floor(atMs / minuteMs) + phase) / waitMinutes);

/** Whether a turn began within the span: a tick that was missed must not cost one. */
export const isTurn = ({ sinceMs, nowMs }: Span, waitMinutes: number, phase: number): boolean =>
  waitMinutes <= 1 || turnsBy(nowMs, waitMinutes, phase) > turnsBy(sinceMs, waitMinutes, phase);

/** When the newest turn began. */
export const turnBegan = (nowMs: number, waitMinutes: number, phase: number): number =>
  (turnsBy(nowMs, waitMinutes, phase) * waitMinutes - phase) * minuteMs;

/** When the turn before the newest one began, or the tick before this one if that was earlier. */
export const turnBefore = ({ sinceMs, nowMs }: Span, waitMinutes: number, phase: number): number =>
  Math.min(
    sinceMs,
    Math.ceil((turnsBy(nowMs, waitMinutes, phase) - 1) * waitMinutes - phase) * minuteMs,
  );
