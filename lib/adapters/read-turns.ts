/** Turns to call DescribeServices, which all workers of an account and region take together. */
import type { Home } from '#config/fleet.ts';
import { readPace } from './ecs-reader.ts';
import type { Pace } from './pace.ts';
import { createSharedPace } from './shared-pace.ts';
import type { Table } from './table.ts';

/**
 * Booked with one write. A shard of 500 services makes five or six calls for those whose turn it is, so that a fleet of
 * twenty shards writes the item some twenty times a tick.
 */
const atOnce = 10;

export const createReadTurns = (table: Table, home: Home): Pace => {
  const pace = createSharedPace({ table, home, name: 'read', ...readPace, atOnce });
  return (deadline) => pace(deadline);
};
