/** `POST /services/{id}/…` and `POST /fleet/…`: the orders, as at a terminal. */
import * as z from 'zod';
import { mostTasks } from '#config/names.ts';
import { resetDefaults, usualDefaults } from '#lib/orders/defaults.ts';
import { orderKinds, pauseOrders, resumedKinds } from '#lib/orders/kinds.ts';
import type { CommandName } from '../commands/command.ts';
import { findService } from '../find-service.ts';
import { defineRoute, nothing, type Route } from '../http/route.ts';
import { serviceRefSchema } from '../service-ref.ts';
import { forFleet, forService, orderedSchema, type Verb } from './order-route.ts';
import { lasting, termsOf, why } from './order-terms.ts';
import { ordered } from './ordered.ts';

const verb = <Body extends z.ZodObject>(definition: Verb<Body>): Verb<Body> => definition;

const pause = verb({
  name: 'pause',
  summary: 'Stop scaling in, out, or both for a while; bounds still hold',
  body: z.strictObject({
    direction: z.enum(['in', 'out', 'both']).default('both'),
    for: lasting,
    why,
  }),
  commandFor: (scope, body) => ({
    kind: 'give',
    name: 'pause',
    scope,
    orders: pauseOrders(body.direction),
    ...termsOf(body, usualDefaults),
  }),
});

const freeze = verb({
  name: 'freeze',
  summary: 'Leave the count as it is for a while, bounds included',
  body: z.strictObject({ for: lasting, why }),
  commandFor: (scope, body) => ({
    kind: 'give',
    name: 'freeze',
    scope,
    orders: [{ kind: 'freeze' }],
    ...termsOf(body, usualDefaults),
  }),
});

const counted = (name: Extract<CommandName, 'pin' | 'floor' | 'ceiling'>, summary: string) =>
  verb({
    name,
    summary,
    body: z.strictObject({ tasks: z.int().min(0).max(mostTasks), for: lasting, why }),
    commandFor: (scope, body) => ({
      kind: 'give',
      name,
      scope,
      orders: [{ kind: name, tasks: body.tasks }],
      ...termsOf(body, usualDefaults),
    }),
  });

const resume = verb({
  name: 'resume',
  summary: 'Take back freezes and pauses; pins, floors and ceilings stay',
  body: z.strictObject({ why: why.optional() }),
  commandFor: (scope, body) => ({
    kind: 'withdraw',
    name: 'resume',
    scope,
    kinds: resumedKinds,
    why: body.why ?? '',
  }),
});

const clear = verb({
  name: 'clear',
  summary: 'Take back every order, also unreadable ones',
  body: z.strictObject({
    only: z.enum(orderKinds).optional().meta({ description: 'Only this kind of order' }),
    why: why.optional(),
  }),
  commandFor: (scope, body) => ({
    kind: 'withdraw',
    name: 'clear',
    scope,
    kinds: body.only === undefined ? null : [body.only],
    why: body.why ?? '',
  }),
});

const resetBreaker = verb({
  name: 'reset-breaker',
  summary: 'Close a circuit breaker that is open now, instead of waiting for its probe',
  body: z.strictObject({ why: why.optional() }),
  commandFor: (scope, body) => ({
    kind: 'give',
    name: 'reset-breaker',
    scope,
    orders: [{ kind: 'reset-breaker' }],
    ...termsOf(body, resetDefaults),
  }),
});

const onCounts = [
  counted('pin', 'Set the count to a number and keep it there, whatever is measured'),
  counted('floor', 'At least so many tasks for a while'),
  counted('ceiling', 'At most so many tasks for a while'),
];

/** No undo of a fleet: what was done last is another thing for each service. */
const undo = defineRoute({
  method: 'POST',
  path: '/services/{id}/undo',
  operationId: 'undoService',
  summary: 'Put the count back to what it was before the last action, and keep it there for 30m',
  params: z.strictObject({ id: serviceRefSchema }),
  query: nothing,
  body: z.strictObject({ for: lasting, why: why.optional() }),
  answer: orderedSchema,
  problems: [404, 409],
  handle: async ({ params, body, caller }, world) => {
    const { id: service } = await findService(params.id, world);
    const command = {
      kind: 'undo',
      name: 'undo',
      service,
      seconds: body.for ?? null,
      why: body.why ?? null,
    } as const;
    return { body: await ordered(command, { kind: 'service', service }, caller, world) };
  },
});

export const orderRoutes: readonly Route[] = [
  forService(pause),
  forService(resume),
  ...onCounts.map(forService),
  forService(freeze),
  forService(clear),
  undo,
  forService(resetBreaker),
  forFleet(pause),
  forFleet(resume),
  forFleet(freeze),
  forFleet(clear),
];
