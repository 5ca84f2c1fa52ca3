import { usualDefaults } from '#lib/orders/defaults.ts';
import { defineCommand } from '../command.ts';
import { givenArgs, scopeArgs, subjectArg } from '../orders/args.ts';
import { giveOrders } from '../orders/change.ts';

export const freeze = defineCommand({
  name: 'freeze',
  description: 'Leave the count as it is for a while, bounds included',
  args: { service: subjectArg, ...givenArgs, ...scopeArgs },
  examples: [
    ['flyball freeze shop/checkout --why "load test" --stack Flyball', 'for an hour'],
    ['flyball freeze --whole-fleet --for 20m --why "incident 42" --stack Flyball', 'everything'],
  ],
  run: async ({ service, ...args }, world) =>
    giveOrders({ service, args, world }, [{ kind: 'freeze' }], usualDefaults),
});
