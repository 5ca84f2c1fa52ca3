import * as z from 'zod';
import type { Point } from '#engine/model.ts';
import { isoOf, moment } from './moment.ts';

/** No point where nothing was measured: no data is not zero. */
export const pointsSchema = z.array(
  z.strictObject({
    at: moment.meta({ description: 'When the period began' }),
    value: z.number(),
    tasks: z.number().optional().meta({ description: 'How many tasks it was averaged over' }),
  }),
);

export const pointsOf = (points: readonly Point[]): z.infer<typeof pointsSchema> =>
  points.map(({ atMs, value, tasks }) => ({
    at: isoOf(atMs),
    value,
    ...(tasks === undefined ? {} : { tasks }),
  }));
