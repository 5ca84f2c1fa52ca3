import { resetDefaults } from '#lib/orders/defaults.ts';
import { defineCommand } from '../command.ts';
import { givenArgs, scopeArgs, subjectArg } from '../orders/args.ts';
import { giveOrders } from '../orders/change.ts';

export const resetBreaker = defineCommand({
  name: 'reset-breaker',
  description: 'Close a circuit breaker that is open now, instead of waiting for its probe',
  args: { service: subjectArg, why: givenArgs.why, who: givenArgs.who, ...scopeArgs },
  examples: [
    ['flyball reset-breaker shop/checkout --stack Flyball', 'after the cause was repaired'],
    [
      'flyball reset-breaker --group backend --why "bad AMI rolled back" --stack Flyball',
      'for all',
    ],
  ],
  run: async ({ service, ...args }, world) =>
    giveOrders({ service, args, world }, [{ kind: 'reset-breaker' }], resetDefaults),
});
