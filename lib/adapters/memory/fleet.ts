/** The ports that look at the fleet and change it, over a memory world. */
import type { Point, Reading } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type {
  Directory,
  RivalScalers,
  ServiceReader,
  ServiceWriter,
  SignalSource,
  UpdateTurns,
} from '#lib/ports.ts';
import { membershipIn } from '../discovery/membership.ts';
import { groupByService } from '../group-by-service.ts';
import type { MemoryWorld } from './world.ts';

export const createMemoryDirectory = (world: MemoryWorld): Directory => ({
  tagged: async () =>
    [...world.tagged].map(([key, id]) => {
      const lookup = world.lookups.get(key);
      return { id, membership: membershipIn(lookup?.kind === 'found' ? lookup.view.tags : {}) };
    }),
  tend: async () => undefined,
});

export const createMemoryRivals = (world: MemoryWorld): RivalScalers => ({
  find: async () => new Map(world.rivals),
});

export const createMemoryServiceReader = (world: MemoryWorld): ServiceReader => ({
  describe: async (ids) =>
    new Map(
      ids.map((id) => [keyOf(id), world.lookups.get(keyOf(id)) ?? { kind: 'missing' as const }]),
    ),
});

/** As many turns as the world has left, which are endless unless a test says otherwise. */
export const createMemoryTurns = (world: MemoryWorld): UpdateTurns => ({
  take: async (id, rank) => {
    if (world.turns.left <= 0) return false;
    world.turns.left -= 1;
    world.turns.taken.push({ id, rank });
    return true;
  },
});

/** Changes `desired` alone, as ECS does; tasks come and go by the hand of the test or the plant. */
export const createMemoryServiceWriter = (world: MemoryWorld): ServiceWriter => ({
  setDesired: async (id, desired) => {
    const key = keyOf(id);
    const refusal = world.refusals.get(key);
    if (refusal !== undefined) return refusal;
    const lookup = world.lookups.get(key);
    if (lookup?.kind !== 'found') {
      return { kind: 'refused', cause: `ServiceNotFoundException: ${key}`, retryable: false };
    }
    world.writes.push({ id, desired });
    world.lookups.set(key, { kind: 'found', view: { ...lookup.view, desired } });
    return { kind: 'written' };
  },
});

/** The end is included, because a value that is read directly is stamped with it. */
const seenIn =
  (read: Read) =>
  (point: Point): boolean =>
    read.startMs <= point.atMs && point.atMs <= read.endMs;

const readOne = (world: MemoryWorld, read: Read): Reading => {
  const reading = world.readings.get(keyOf(read.service))?.[read.signal];
  if (reading === undefined) return { kind: 'absent' };
  if (reading.kind !== 'series') return reading;
  const points = reading.points.filter(seenIn(read));
  return points.length === 0 ? { kind: 'absent' } : { kind: 'series', points };
};

export const createMemorySignals = (world: MemoryWorld): SignalSource => ({
  read: async (reads) => ({
    readings: groupByService(reads.map((read) => ({ read, reading: readOne(world, read) }))),
    billedMetrics: reads.filter((read) => read.definition.kind !== 'queueDepth').length,
  }),
});
