/** Turns to call UpdateService, the most urgent change of an account and region first, whichever function asks. */
import type { Home } from '#config/fleet.ts';
import type { UpdateRank, UpdateTurns } from '#lib/ports.ts';
import { createSharedPace } from './shared-pace.ts';
import type { Table } from './table.ts';

/**
 * ECS takes 50 changes of an account and region at once and 5 a second after that, deployments included. With these, 300
 * changes asked at once take 52.5 s; what that leaves to deployments meanwhile is measured in record 049.
 */
export const updatePace = { burst: 48, perSecond: 4.8, atOnce: 4 } as const;

/**
 * Tokens that must stay behind for who is more urgent. Six come back in 1.25 s: whoever waits looks again several times
 * in that, so nobody less urgent comes first. Scale-ins, which can wait, leave half of the burst to deployments.
 */
export const updateReserves: Readonly<Record<UpdateRank, number>> = {
  high: 0,
  medium: 6,
  low: 12,
  in: 24,
};

export const createUpdateTurns = (table: Table, home: Home): UpdateTurns => {
  const pace = createSharedPace({ table, home, name: 'update', ...updatePace });
  return { take: (_id, rank, deadline) => pace(deadline, updateReserves[rank]) };
};
