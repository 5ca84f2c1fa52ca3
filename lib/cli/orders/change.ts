/** Giving and withdrawing: check, connect, change, and show what is in force afterwards. */
import type { OverrideOrder } from '#engine/override.ts';
import type { OrderDefaults } from '#lib/orders/defaults.ts';
import type { OverrideScope } from '#lib/ports.ts';
import { type LiveInput, type LiveOptions, liveInput } from '../live.ts';
import type { CliWorld, ExitCode } from '../world.ts';
import { exitCodes } from '../world.ts';
import { type GivenOptions, given } from './given.ts';
import { inForceFor, orderTable, scopeText } from './in-force.ts';
import { checkScope, type ScopeOptions, scopeOf } from './scope.ts';

/** As citty hands over what `scopeArgs` and `givenArgs` declare. */
export type OrderArgs = LiveOptions &
  GivenOptions & {
    readonly group?: string | undefined;
    readonly 'whole-fleet'?: boolean | undefined;
    readonly json?: boolean | undefined;
  };

type Output = { readonly world: CliWorld; readonly json: boolean };

/** The next tick is up to a minute away, and whoever gives an order wants to know. */
const nextTick = 'It takes effect with the next tick.';

export const showInForce = async (
  scope: OverrideScope,
  input: LiveInput,
  { world, json }: Output,
): Promise<ExitCode> => {
  const orders = await inForceFor(scope, input);
  const whom = scopeText(scope, input.home);
  if (json) world.print(JSON.stringify({ for: whom, orders }, null, 2));
  else if (orders.length === 0) world.print(`No order is in force for ${whom} now. ${nextTick}`);
  else world.print(`In force for ${whom}:\n\n${orderTable(orders)}\n\n${nextTick}`);
  return exitCodes.ok;
};

const scopeOptions = (service: string | undefined, args: OrderArgs): ScopeOptions => ({
  service,
  group: args.group,
  wholeFleet: args['whole-fleet'],
});

const changed = async (
  service: string | undefined,
  args: OrderArgs,
  world: CliWorld,
  change: (scope: OverrideScope, input: LiveInput) => Promise<unknown>,
): Promise<ExitCode> => {
  const options = scopeOptions(service, args);
  checkScope(options);
  const input = await liveInput(args, world);
  const scope = await scopeOf(options, input);
  await change(scope, input);
  return showInForce(scope, input, { world, json: args.json === true });
};

type Subject = {
  readonly service: string | undefined;
  readonly args: OrderArgs;
  readonly world: CliWorld;
};

export const giveOrders = (
  { service, args, world }: Subject,
  orders: readonly OverrideOrder[],
  defaults: OrderDefaults,
): Promise<ExitCode> => {
  // Before anything is connected to, so that a wrong option costs no wait; the true time follows.
  given(orders, args, defaults, { world, nowMs: 0 });
  return changed(service, args, world, (scope, { operator, tickMs: nowMs, deadline }) =>
    operator.overrideBook.give(
      scope,
      given(orders, args, defaults, { world, nowMs }),
      nowMs,
      deadline,
    ),
  );
};

export const withdrawOrders = (
  { service, args, world }: Subject,
  kinds: readonly OverrideOrder['kind'][] | null,
): Promise<ExitCode> =>
  changed(service, args, world, (scope, { operator, tickMs, deadline }) =>
    operator.overrideBook.withdraw(scope, kinds, tickMs, deadline),
  );
