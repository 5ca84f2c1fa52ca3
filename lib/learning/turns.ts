/**
 * When it is whose turn. Every service has its own moment of the hour, so that the work of a large fleet is spread
 * evenly over it, and a fleet that cannot be finished goes on next time where it stopped.
 */
import { createHash } from 'node:crypto';
import { keyOf, type ServiceId } from '#engine/model.ts';

export const hourMs = 3_600_000;

export type Turn = { readonly id: ServiceId; readonly dueMs: number };

/** The moment of the hour, evenly spread over all services. */
const phaseMs = (id: ServiceId): number =>
  (createHash('sha256').update(keyOf(id)).digest().readUInt32BE(0) / 2 ** 32) * hourMs;

/** The next moment of the service after another, within the hour. */
const nextDueMs = (id: ServiceId, afterMs: number): number => {
  const soonMs = afterMs - (afterMs % hourMs) + Math.floor(phaseMs(id));
  return soonMs > afterMs ? soonMs : soonMs + hourMs;
};

/**
 * From where to go on. Who is more than an hour behind has not come round: whole hours are left out, so that the turn
 * stays with who waits longest, however far behind that is.
 */
export const turnsFromMs = (doneUntilMs: number | null, nowMs: number): number => {
  if (doneUntilMs === null || doneUntilMs > nowMs) return nowMs - hourMs;
  const hoursBehind = Math.ceil((nowMs - doneUntilMs) / hourMs) - 1;
  return doneUntilMs + Math.max(0, hoursBehind) * hourMs;
};

/** Whose turn it is until now, in order. */
export const turnsBetween = (
  services: readonly ServiceId[],
  fromMs: number,
  nowMs: number,
): readonly Turn[] =>
  services
    .map((id) => ({ id, dueMs: nextDueMs(id, fromMs) }))
    .filter(({ dueMs }) => dueMs <= nowMs)
    .sort((a, b) => a.dueMs - b.dueMs);
