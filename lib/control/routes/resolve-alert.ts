import * as z from 'zod';
import { defineRoute, nothing } from '../http/route.ts';
import { why } from './order-terms.ts';
import { carriedOut } from './ordered.ts';

export const resolveAlertRoute = defineRoute({
  method: 'POST',
  path: '/alerts/{id}/resolve',
  operationId: 'resolveAlert',
  summary:
    'Say that an alert is dealt with; it stays closed until its cause has gone and come back',
  params: z.strictObject({ id: z.string().min(1).max(100) }),
  query: nothing,
  body: z.strictObject({ why }),
  answer: z.strictObject({
    changed: z.boolean().meta({ description: 'False when it was over or resolved already' }),
    detail: z.string(),
  }),
  problems: [404],
  handle: async ({ params: { id }, body, caller }, world) => {
    const command = { kind: 'resolve-alert', name: 'resolve-alert', id, why: body.why } as const;
    const { changed, detail } = await carriedOut(command, caller, world);
    return { body: { changed, detail } };
  },
});
