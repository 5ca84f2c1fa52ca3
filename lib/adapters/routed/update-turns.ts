/** Turns to change services: ECS counts the changes of every account and region apart. */
import type { UpdateTurns } from '#lib/ports.ts';
import type { Homes } from './homes.ts';

export const routedUpdateTurns = (homes: Homes<UpdateTurns>): UpdateTurns => ({
  // Of no home of ours there is no line to stand in; the writer refuses it, and says why.
  take: async (id, rank, deadline) => homes.portOf(id)?.take(id, rank, deadline) ?? true,
});
