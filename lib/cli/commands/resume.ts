import { resumedKinds } from '#lib/orders/kinds.ts';
import { defineCommand } from '../command.ts';
import { scopeArgs, subjectArg } from '../orders/args.ts';
import { withdrawOrders } from '../orders/change.ts';

export const resume = defineCommand({
  name: 'resume',
  description: 'Take back freezes and pauses; pins, floors and ceilings stay',
  args: { service: subjectArg, ...scopeArgs },
  examples: [
    ['flyball resume shop/checkout --stack Flyball', 'scale it again'],
    ['flyball resume --whole-fleet --stack Flyball', 'take back what was ordered for everything'],
  ],
  run: async ({ service, ...args }, world) =>
    withdrawOrders({ service, args, world }, resumedKinds),
});
