/** Carries an order out and tells what is in force after it. */
import type { z } from 'zod';
import type { OverrideScope } from '#lib/ports.ts';
import { attempt, missingOf, valueOr } from '../attempt.ts';
import { audited } from '../commands/audited.ts';
import { type Command, CommandRefusal } from '../commands/command.ts';
import { HttpProblem, type ProblemStatus } from '../http/problem.ts';
import type { Caller } from '../http/route.ts';
import { ordersFor } from '../orders-for.ts';
import type { ControlWorld } from '../world.ts';
import type { orderedSchema } from './order-route.ts';

const statuses = {
  unknown: 404,
  conflict: 409,
  unavailable: 503,
} as const satisfies Readonly<Record<CommandRefusal['reason'], ProblemStatus>>;

/** Carried out, or a problem that says what stood in the way. */
export const carriedOut = async (command: Command, caller: Caller, world: ControlWorld) => {
  try {
    return await audited(command, caller, world);
  } catch (error) {
    if (!(error instanceof CommandRefusal)) throw error;
    throw new HttpProblem(statuses[error.reason], error.message, { cause: error });
  }
};

export const ordered = async (
  command: Command,
  scope: OverrideScope,
  caller: Caller,
  world: ControlWorld,
): Promise<z.infer<typeof orderedSchema>> => {
  const { changed, detail } = await carriedOut(command, caller, world);
  // The order is given; a listing that fails must not look as if it were not.
  const orders = await attempt('orders', world, () => ordersFor(scope, null, world));
  return { changed, detail, orders: [...valueOr(orders, [])], missing: [...missingOf(orders)] };
};
