/** Orders that are in force, whoever gave them. */
import * as z from 'zod';
import { isInForce, type Override } from '#engine/override.ts';
import { orderKinds } from '#lib/orders/kinds.ts';
import { isoOf, moment } from './moment.ts';

export const orderSchema = z.strictObject({
  order: z.enum(orderKinds),
  tasks: z.int().min(0).nullable(),
  scope: z.enum(['service', 'group', 'fleet']).meta({ description: 'Whom it was given for' }),
  who: z.string(),
  why: z.string(),
  setAt: moment,
  endsAt: moment,
});

export type OrderAnswer = z.infer<typeof orderSchema>;

const orderOf = ({ order, scope, who, why, setAtMs, expiresAtMs }: Override): OrderAnswer => ({
  order: order.kind,
  tasks: 'tasks' in order ? order.tasks : null,
  scope,
  who,
  why,
  setAt: isoOf(setAtMs),
  endsAt: isoOf(expiresAtMs),
});

export const ordersInForce = (
  overrides: readonly Override[],
  nowMs: number,
): readonly OrderAnswer[] =>
  overrides.filter((override) => isInForce(override, nowMs)).map(orderOf);
