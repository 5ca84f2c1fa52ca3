/** `GET /services/{id}`: all there is to know about one service, from the table and from ECS now. */
import * as z from 'zod';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { ServiceState } from '#engine/state.ts';
import { isoOf, moment } from '../answers/moment.ts';
import { orderSchema } from '../answers/order.ts';
import { namesOf, serviceNames, serviceOf, serviceSchema } from '../answers/service.ts';
import { attempt, missingOf, missingSchema, valueOr } from '../attempt.ts';
import { findService } from '../find-service.ts';
import { defineRoute, nothing } from '../http/route.ts';
import { ordersFor } from '../orders-for.ts';
import { serviceRefSchema } from '../service-ref.ts';
import type { ControlWorld } from '../world.ts';

const tasks = z.int().min(0);

const nowSchema = z.strictObject({
  desired: tasks,
  running: tasks,
  pending: tasks,
  rollout: z.enum(['steady', 'in-progress']),
  failedTasks: tasks.meta({ description: 'In a row, of the present deployment' }),
});

const breakerSchema = z.strictObject({
  state: z.enum(['closed', 'open', 'half-open']),
  cause: z.string().nullable(),
  since: moment.nullable(),
  until: moment.nullable(),
});

const describeNow = async (
  id: ServiceId,
  { ports, deadline }: ControlWorld,
): Promise<z.infer<typeof nowSchema>> => {
  const lookup = (await ports.serviceReader.describe([id], deadline)).get(keyOf(id));
  if (lookup?.kind === 'failed') throw new Error(lookup.cause);
  if (lookup?.kind === 'unscalable') throw new Error(`it cannot be scaled: ${lookup.why}`);
  if (lookup?.kind !== 'found') throw new Error('ECS knows no such service');
  const { desired, running, pending, rollout, failedTasks } = lookup.view;
  return { desired, running, pending, rollout, failedTasks };
};

const breakerOf = ({ breaker }: ServiceState): z.infer<typeof breakerSchema> => {
  switch (breaker.kind) {
    case 'closed':
      return { state: 'closed', cause: null, since: null, until: null };
    case 'half-open':
      return {
        state: 'half-open',
        cause: breaker.cause,
        since: isoOf(breaker.sinceMs),
        until: null,
      };
    case 'open':
      return {
        state: 'open',
        cause: breaker.cause,
        since: isoOf(breaker.sinceMs),
        until: isoOf(breaker.untilMs),
      };
    default:
      return breaker satisfies never;
  }
};

/** `null`: no tick has seen it yet. */
const recallBreaker = async (id: ServiceId, { ports, deadline }: ControlWorld) => {
  const recalled = (await ports.states.load([id], deadline)).get(keyOf(id));
  if (recalled?.kind === 'corrupt' || recalled?.kind === 'failed') throw new Error(recalled.cause);
  return recalled?.kind === 'found' ? breakerOf(recalled.state) : null;
};

export const serviceRoute = defineRoute({
  method: 'GET',
  path: '/services/{id}',
  operationId: 'getService',
  summary: 'One service: as the last tick saw it, as ECS has it now, its breaker and its orders',
  params: z.strictObject({ id: serviceRefSchema }),
  query: nothing,
  body: nothing,
  answer: z.strictObject({
    ...serviceNames,
    asOf: moment.nullable().meta({ description: 'The tick that `seen` is of' }),
    seen: serviceSchema.nullable().meta({ description: 'null: enrolled since the last summary' }),
    now: nowSchema.nullable(),
    breaker: breakerSchema.nullable(),
    orders: z.array(orderSchema),
    missing: missingSchema,
  }),
  problems: [404],
  handle: async ({ params }, world) => {
    const { id, row, view } = await findService(params.id, world);
    const [now, breaker, orders] = await Promise.all([
      attempt('ecs', world, () => describeNow(id, world)),
      attempt('state', world, () => recallBreaker(id, world)),
      attempt('orders', world, () =>
        ordersFor({ kind: 'service', service: id }, row?.group ?? null, world),
      ),
    ]);
    return {
      body: {
        ...namesOf(id, world.home),
        asOf: row === null || view.tickMs === null ? null : isoOf(view.tickMs),
        seen: row === null ? null : serviceOf(row, world.home),
        now: valueOr(now, null),
        breaker: valueOr(breaker, null),
        orders: [...valueOr(orders, [])],
        missing: [...view.missing, ...missingOf(now, breaker, orders)],
      },
    };
  },
});
