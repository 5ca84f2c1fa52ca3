import type { ServiceId } from '#engine/model.ts';
import { undoDefaults } from '#lib/orders/defaults.ts';
import { planUndo } from '#lib/orders/undo.ts';
import { shortName } from '../assessment-view.ts';
import { defineCommand } from '../command.ts';
import { type LiveInput, liveArgs, liveInput } from '../live.ts';
import { givenArgs } from '../orders/args.ts';
import { showInForce } from '../orders/change.ts';
import { given } from '../orders/given.ts';
import { checkScope, scopeOf } from '../orders/scope.ts';
import { CliFailure } from '../usage-error.ts';

/** `null` when it was undone before and the pin of that holds. */
const orderOf = async (service: ServiceId, input: LiveInput) => {
  const { ports, deadline, home, tickMs } = input;
  const plan = await planUndo(service, ports, tickMs, deadline);
  const name = shortName(service, home);
  switch (plan.kind) {
    case 'pin':
      return { tasks: plan.tasks, defaults: undoDefaults(plan.action) };
    case 'done':
      return null;
    case 'nothing':
      throw new CliFailure(`Flyball has not changed ${name} yet, so there is nothing to undo`);
    case 'unknown':
      throw new CliFailure(`${name} cannot be undone: ${plan.cause}`);
    default:
      return plan satisfies never;
  }
};

export const undo = defineCommand({
  name: 'undo',
  description: 'Put the count back to what it was before the last action, and keep it there',
  args: {
    service: { type: 'positional', required: true, description: 'cluster/service' },
    for: { type: 'string', description: 'How long it is kept there; 30m by default' },
    why: givenArgs.why,
    who: givenArgs.who,
    ...liveArgs,
  },
  examples: [
    ['flyball undo shop/checkout --stack Flyball', 'for half an hour'],
    ['flyball undo shop/checkout --for 2h --stack Flyball', 'while the policy is corrected'],
  ],
  run: async ({ service, ...args }, world) => {
    const options = { service, group: undefined, wholeFleet: false };
    checkScope(options);
    const input = await liveInput(args, world);
    const scope = await scopeOf(options, input);
    if (scope.kind !== 'service') throw new CliFailure(`${service} is no service`);
    const order = await orderOf(scope.service, input);
    const { operator, tickMs: nowMs, deadline } = input;
    if (order !== null) {
      const { tasks, defaults } = order;
      const orders = given([{ kind: 'pin', tasks }], args, defaults, { world, nowMs });
      await operator.overrideBook.give(scope, orders, nowMs, deadline);
    }
    return showInForce(scope, input, { world, json: args.json === true });
  },
});
