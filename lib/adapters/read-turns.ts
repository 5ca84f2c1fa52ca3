/** Turns to call DescribeServices, which all workers of an account and region take together. */
import type { Home } from '#config/fleet.ts';
import { readPace } from './ecs-reader.ts';
import type { Pace } from './pace.ts';
import { createSharedPace } from './shared-pace.ts';
import type { Table } from './table.ts';

/**
 * A worker books all that it needs with one write, and what is not there yet up to twenty seconds ahead: a function that
 * asks for ten at a time reads and writes the item for every third call of ECS, and twenty workers race for it each time.
 */
export const readBooking = { atOnce: 100, ahead: 20 * readPace.perSecond } as const;

export const createReadTurns = (table: Table, home: Home): Pace =>
  createSharedPace({ table, home, name: 'read', ...readPace, ...readBooking });
