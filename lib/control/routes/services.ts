/** `GET /services`: every service that is known, a page at a time. */
import * as z from 'zod';
import { keyOf } from '#engine/model.ts';
import { healthOfFleet } from '#lib/health/fleet-score.ts';
import { isoOf, moment } from '../answers/moment.ts';
import { health, serviceOf, serviceSchema, standingSchema } from '../answers/service.ts';
import { missingSchema } from '../attempt.ts';
import { viewFleet } from '../fleet-view.ts';
import { readCursor } from '../http/cursor.ts';
import { cutPage, nextPage, pageQuery } from '../http/page.ts';
import { defineRoute, nothing } from '../http/route.ts';

const list = 'services';

export const servicesRoute = defineRoute({
  method: 'GET',
  path: '/services',
  operationId: 'listServices',
  summary: 'Every service that Flyball knows, by name, as the last tick saw it',
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    standing: standingSchema.optional(),
    group: z.string().max(64).optional().meta({ description: 'Members of this group only' }),
  }),
  body: nothing,
  answer: z.strictObject({
    asOf: moment.nullable().meta({ description: 'The tick; null before the first one' }),
    health,
    services: z.array(serviceSchema),
    rowsCut: z
      .int()
      .min(0)
      .meta({ description: 'Services that the summary had no room for, the best-off ones' }),
    next: nextPage,
    missing: missingSchema,
  }),
  problems: [],
  handle: async ({ query: { limit, cursor, standing, group } }, world) => {
    const after = readCursor(list, cursor);
    const view = await viewFleet(world);
    const rows = view.rows
      .filter((row) => standing === undefined || row.standing === standing)
      .filter((row) => group === undefined || row.group === group)
      .filter(({ service }) => after === null || keyOf(service) > after);
    const { shown, next } = cutPage(list, rows, limit, ({ service }) => keyOf(service));
    return {
      body: {
        asOf: view.tickMs === null ? null : isoOf(view.tickMs),
        health: healthOfFleet(view.rows),
        services: shown.map((row) => serviceOf(row, world.home)),
        rowsCut: view.rowsCut,
        next,
        missing: [...view.missing],
      },
    };
  },
});
