/**
 * Which services of a large fleet are not described in this tick. ECS takes 1,200 reads a minute from an account and
 * region, ten services each, and whoever deploys there needs some of them; most services of a large fleet are at rest.
 */
import { restingSight } from '#engine/looks/rest.ts';
import {
  hasTurn,
  lastTurnMs,
  phasesOf,
  type Rotation,
  rotationMinutesFor,
} from '#engine/looks/rotation.ts';
import { viewFrom } from '#engine/looks/sight.ts';
import { keyOf, type ServiceId, type ServiceKey, type ServiceView } from '#engine/model.ts';
import type { Recalled } from '#lib/ports.ts';
import type { TickInput } from './input.ts';
import { turnsSinceMs } from './turns-since.ts';

export type Remembered = {
  readonly view: ServiceView;
  /** It was described then, or later. */
  readonly sinceMs: number;
};

/** Whoever looks from a terminal sees everything, and so does a tick that has the whole fleet. */
export const rotationMinutesOf = ({ reads, share }: TickInput): number =>
  reads === 'due' && share !== undefined ? rotationMinutesFor(share.homeServices) : 1;

const rotationOf = (input: TickInput, minutes: number, shard: string): Rotation => {
  const { tickMs, share } = input;
  return {
    minutes,
    span: { sinceMs: turnsSinceMs(input), nowMs: tickMs },
    phases: phasesOf(share?.services ?? [], shard),
  };
};

export const restingAmong = (
  services: readonly ServiceId[],
  memories: ReadonlyMap<ServiceKey, Recalled>,
  input: TickInput,
): ReadonlyMap<ServiceKey, Remembered> => {
  const minutes = rotationMinutesOf(input);
  if (minutes === 1 || input.share === undefined) return new Map();
  const { shard, stirred } = input.share;
  const rotation = rotationOf(input, minutes, shard);
  const resting = new Map<ServiceKey, Remembered>();
  for (const id of services) {
    const key = keyOf(id);
    const memory = memories.get(key);
    if (memory?.kind !== 'found' || stirred.has(key) || hasTurn(rotation, key)) continue;
    const sight = restingSight(memory.state, input.tickMs);
    if (sight === null) continue;
    resting.set(key, { view: viewFrom(id, sight), sinceMs: lastTurnMs(rotation, key) });
  }
  return resting;
};
