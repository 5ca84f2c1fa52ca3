import { keyOf, type ServiceId } from '#engine/model.ts';
import type { Action, ServiceState } from '#engine/state.ts';
import { shortName } from '../assessment-view.ts';
import { defineCommand } from '../command.ts';
import { type LiveInput, liveArgs, liveInput } from '../live.ts';
import { givenArgs } from '../orders/args.ts';
import { showInForce } from '../orders/change.ts';
import { type Defaults, given } from '../orders/given.ts';
import { checkScope, scopeOf } from '../orders/scope.ts';
import { CliFailure } from '../usage-error.ts';

/** Long enough to look into it, and short enough to be no new policy. */
const seconds = 1_800;

/** The newest thing that Flyball did. An intent counts: the tick that had it has called ECS by now. */
const lastActionOf = ({ intent, lastOut, lastIn }: ServiceState): Action | null => {
  const acts = intent?.mode === 'act' ? [intent] : [];
  const actions = [...acts, ...[lastOut, lastIn].filter((action) => action !== null)];
  return actions.reduce<Action | null>(
    (newest, action) => (newest === null || action.atMs > newest.atMs ? action : newest),
    null,
  );
};

const lastAction = async (id: ServiceId, input: LiveInput): Promise<Action> => {
  const { ports, deadline, home } = input;
  const recalled = (await ports.states.load([id], deadline)).get(keyOf(id));
  const name = shortName(id, home);
  if (recalled?.kind === 'corrupt' || recalled?.kind === 'failed') {
    throw new CliFailure(`the state of ${name} cannot be read: ${recalled.cause}`);
  }
  const action = recalled?.kind === 'found' ? lastActionOf(recalled.state) : null;
  if (action !== null) return action;
  throw new CliFailure(`Flyball has not changed ${name} yet, so there is nothing to undo`);
};

const undoing = ({ from, to, atMs }: Action): Defaults => ({
  seconds,
  why: `undo of ${from} to ${to} at ${new Date(atMs).toISOString()}`,
});

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
    const action = await lastAction(scope.service, input);
    const { operator, tickMs: nowMs, deadline } = input;
    const orders = given([{ kind: 'pin', tasks: action.from }], args, undoing(action), {
      world,
      nowMs,
    });
    await operator.overrideBook.give(scope, orders, nowMs, deadline);
    return showInForce(scope, input, { world, json: args.json === true });
  },
});
