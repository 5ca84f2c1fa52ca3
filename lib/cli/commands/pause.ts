import { usualDefaults } from '#lib/orders/defaults.ts';
import { type PauseDirection, pauseOrders } from '#lib/orders/kinds.ts';
import { defineCommand } from '../command.ts';
import { givenArgs, scopeArgs, subjectArg } from '../orders/args.ts';
import { giveOrders } from '../orders/change.ts';

/** Neither said is both, as both said is. */
const directionOf = (scaleIn: boolean, scaleOut: boolean): PauseDirection => {
  if (scaleIn === scaleOut) return 'both';
  return scaleIn ? 'in' : 'out';
};

export const pause = defineCommand({
  name: 'pause',
  description: 'Stop scaling in, out, or both for a while; bounds still hold',
  args: {
    service: subjectArg,
    in: { type: 'boolean', description: 'Stop scaling in only' },
    out: { type: 'boolean', description: 'Stop scaling out only' },
    ...givenArgs,
    ...scopeArgs,
  },
  examples: [
    ['flyball pause shop/checkout --in --for 4h --why "the sale" --stack Flyball', 'only upwards'],
    ['flyball pause --group backend --why "migration" --stack Flyball', 'neither way'],
  ],
  run: async ({ service, in: scaleIn, out: scaleOut, ...args }, world) =>
    giveOrders(
      { service, args, world },
      pauseOrders(directionOf(scaleIn === true, scaleOut === true)),
      usualDefaults,
    ),
});
