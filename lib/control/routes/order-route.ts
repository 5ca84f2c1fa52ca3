/** One order as two routes: for a service, and for the whole fleet. */
import * as z from 'zod';
import type { OverrideScope } from '#lib/ports.ts';
import { orderSchema } from '../answers/order.ts';
import { missingSchema } from '../attempt.ts';
import type { Command, CommandName } from '../commands/command.ts';
import { findService } from '../find-service.ts';
import { defineRoute, nothing, type Route } from '../http/route.ts';
import { serviceRefSchema } from '../service-ref.ts';
import { ordered } from './ordered.ts';

export type Verb<Body extends z.ZodObject> = {
  readonly name: CommandName;
  readonly summary: string;
  readonly body: Body;
  readonly commandFor: (scope: OverrideScope, body: z.output<Body>) => Command;
};

export const orderedSchema = z.strictObject({
  changed: z.boolean().meta({ description: 'False when it was so already' }),
  detail: z.string(),
  orders: z.array(orderSchema).meta({ description: 'What is in force now, whoever gave it' }),
  missing: missingSchema,
});

/** `reset-breaker` is `resetBreaker` to programs. */
const identifier = (name: CommandName): string =>
  name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

export const forService = <Body extends z.ZodObject>(verb: Verb<Body>): Route =>
  defineRoute({
    method: 'POST',
    path: `/services/{id}/${verb.name}`,
    operationId: `${identifier(verb.name)}Service`,
    summary: verb.summary,
    params: z.strictObject({ id: serviceRefSchema }),
    query: nothing,
    body: verb.body,
    answer: orderedSchema,
    problems: [404, 409],
    handle: async ({ params, body, caller }, world) => {
      const { id: service } = await findService(params.id, world);
      const scope = { kind: 'service', service } as const;
      return { body: await ordered(verb.commandFor(scope, body), scope, caller, world) };
    },
  });

export const forFleet = <Body extends z.ZodObject>(verb: Verb<Body>): Route =>
  defineRoute({
    method: 'POST',
    path: `/fleet/${verb.name}`,
    operationId: `${identifier(verb.name)}Fleet`,
    summary: `${verb.summary}; the whole fleet`,
    params: nothing,
    query: nothing,
    body: verb.body,
    answer: orderedSchema,
    problems: [409],
    handle: async ({ body, caller }, world) => {
      const scope = { kind: 'fleet' } as const;
      return { body: await ordered(verb.commandFor(scope, body), scope, caller, world) };
    },
  });
