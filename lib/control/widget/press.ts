/** What a button of the dashboard sends: its own parameters, and what CloudWatch adds about where it was pressed. */
import * as z from 'zod';
import { resetDefaults, usualDefaults } from '#lib/orders/defaults.ts';
import { pauseOrders, resumedKinds } from '#lib/orders/kinds.ts';
import type { OverrideScope } from '#lib/ports.ts';
import type { WidgetClaims } from '../audit.ts';
import type { Command } from '../commands/command.ts';
import { why } from '../routes/order-terms.ts';

const serviceId = z.strictObject({
  account: z.string().max(255),
  region: z.string().max(255),
  cluster: z.string().max(255),
  name: z.string().max(255),
});

const serviceScope = z.strictObject({ kind: z.literal('service'), service: serviceId });
const fleetScope = z.strictObject({ kind: z.literal('fleet') });
const alertScope = z.strictObject({ kind: z.literal('alert'), id: z.string().min(1).max(100) });
const anyScope = z.discriminatedUnion('kind', [serviceScope, fleetScope]);

/** CloudWatch adds more to it with time, and none of it proves anything. */
const contextSchema = z.looseObject({
  accountId: z.string().max(64).default('unknown'),
  dashboardName: z.string().max(255).default('unknown'),
});

const common = { why, widgetContext: contextSchema.prefault({}) };

export const pressSchema = z.discriminatedUnion('command', [
  z.object({ command: z.literal('pause'), scope: anyScope, ...common }),
  z.object({ command: z.literal('resume'), scope: anyScope, ...common }),
  z.object({ command: z.literal('undo'), scope: serviceScope, ...common }),
  z.object({ command: z.literal('reset-breaker'), scope: serviceScope, ...common }),
  z.object({ command: z.literal('resolve-alert'), scope: alertScope, ...common }),
]);

export type Press = z.infer<typeof pressSchema>;

export const claimsOf = ({ widgetContext }: Press): WidgetClaims => ({
  account: widgetContext.accountId,
  dashboard: widgetContext.dashboardName,
});

const give = (
  name: 'pause' | 'reset-breaker',
  scope: OverrideScope,
  saidWhy: string,
): Extract<Command, { readonly kind: 'give' }> => ({
  kind: 'give',
  name,
  scope,
  orders: name === 'pause' ? pauseOrders('both') : [{ kind: 'reset-breaker' }],
  seconds: (name === 'pause' ? usualDefaults : resetDefaults).seconds,
  why: saidWhy,
});

export const commandOf = (press: Press): Command => {
  switch (press.command) {
    case 'pause':
    case 'reset-breaker':
      return give(press.command, press.scope, press.why);
    case 'resume':
      return {
        kind: 'withdraw',
        name: 'resume',
        scope: press.scope,
        kinds: resumedKinds,
        why: press.why,
      };
    case 'undo':
      return {
        kind: 'undo',
        name: 'undo',
        service: press.scope.service,
        seconds: null,
        why: press.why,
      };
    case 'resolve-alert':
      return { kind: 'resolve-alert', name: 'resolve-alert', id: press.scope.id, why: press.why };
    default:
      return press satisfies never;
  }
};
