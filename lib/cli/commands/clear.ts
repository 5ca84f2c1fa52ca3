import { nearest } from '#config/nearest.ts';
import { type OrderKind, orderKinds } from '#lib/orders/kinds.ts';
import { defineCommand } from '../command.ts';
import { scopeArgs, subjectArg } from '../orders/args.ts';
import { withdrawOrders } from '../orders/change.ts';
import { UsageError } from '../usage-error.ts';

const kindsOf = (text: string | undefined): readonly OrderKind[] | null => {
  if (text === undefined) return null;
  const known = Object.values(orderKinds);
  const kind = known.find((each) => each === text);
  if (kind !== undefined) return [kind];
  const close = nearest(text, known);
  const hint = close === null ? `there are ${known.join(', ')}` : `did you mean ${close}?`;
  throw new UsageError(`--only ${text} is no kind of order; ${hint}`);
};

export const clear = defineCommand({
  name: 'clear',
  description: 'Take back every order of a service, a group or the fleet, also unreadable ones',
  args: {
    service: subjectArg,
    only: { type: 'string', description: 'Only this kind of order, such as pin' },
    ...scopeArgs,
  },
  examples: [
    ['flyball clear shop/checkout --stack Flyball', 'back to what is measured'],
    ['flyball clear shop/checkout --only ceiling --stack Flyball', 'and keep the rest'],
  ],
  run: async ({ service, only, ...args }, world) =>
    withdrawOrders({ service, args, world }, kindsOf(only)),
});
