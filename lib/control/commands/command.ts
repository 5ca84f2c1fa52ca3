/** What can be changed by way of the API or a button, in the terms that both arrive at. */
import type { ServiceId } from '#engine/model.ts';
import type { OverrideOrder } from '#engine/override.ts';
import type { OrderKind } from '#lib/orders/kinds.ts';
import type { OverrideScope } from '#lib/ports.ts';

/** As they are called at a terminal, too. */
export const commandNames = [
  'pause',
  'resume',
  'pin',
  'floor',
  'ceiling',
  'freeze',
  'clear',
  'undo',
  'reset-breaker',
  'resolve-alert',
] as const;

export type CommandName = (typeof commandNames)[number];

export type Command =
  | {
      readonly kind: 'give';
      readonly name: CommandName;
      readonly scope: OverrideScope;
      readonly orders: readonly OverrideOrder[];
      readonly seconds: number;
      readonly why: string;
    }
  | {
      readonly kind: 'withdraw';
      readonly name: CommandName;
      readonly scope: OverrideScope;
      /** `null`: all of them, also those that cannot be read. */
      readonly kinds: readonly OrderKind[] | null;
      readonly why: string;
    }
  | {
      readonly kind: 'undo';
      readonly name: 'undo';
      readonly service: ServiceId;
      /** `null`: as long as an undo usually holds. */
      readonly seconds: number | null;
      /** `null`: it says what it undoes. */
      readonly why: string | null;
    }
  | {
      readonly kind: 'resolve-alert';
      readonly name: 'resolve-alert';
      readonly id: string;
      readonly why: string;
    };

/** `changed: false`: it was so already, and asking again did no harm. */
export type Done = { readonly changed: boolean; readonly detail: string };

/** What cannot be done, whose fault it is, and what to do instead. */
export class CommandRefusal extends Error {
  readonly reason: 'unknown' | 'conflict' | 'unavailable';

  constructor(reason: CommandRefusal['reason'], message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}
