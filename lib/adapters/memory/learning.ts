/** The ports of learning over a memory world, with the same conditions as the table has. */
import { keyOf } from '#engine/model.ts';
import type { ForesightBook, LearningProgress } from '#lib/learning-ports.ts';
import type { ForesightReader } from '#lib/ports.ts';
import type { MemoryWorld } from './world.ts';

export const createMemoryForesights = (world: MemoryWorld): ForesightReader => ({
  load: async (ids) =>
    new Map(ids.map((id) => [keyOf(id), world.learnt.get(keyOf(id)) ?? { kind: 'none' as const }])),
});

export const createMemoryForesightBook = (world: MemoryWorld): ForesightBook => ({
  keep: async (id, learnt) => {
    const held = world.learnt.get(keyOf(id));
    if (held?.kind === 'learnt' && held.learnt.learntAtMs > learnt.learntAtMs) return 'overtaken';
    world.learnt.set(keyOf(id), { kind: 'learnt', learnt });
    return 'kept';
  },
});

export const createMemoryLearningProgress = (world: MemoryWorld): LearningProgress => ({
  read: async () => world.learningProgress.at(-1) ?? null,
  save: async (progress) => {
    const version = world.learningProgress.at(-1)?.version ?? 0;
    if (progress.version !== version + 1) return false;
    world.learningProgress.push(progress);
    return true;
  },
});
