/** Which orders the words of people stand for. */
import type { OverrideOrder } from '#engine/override.ts';

export type OrderKind = OverrideOrder['kind'];

/** A record and not a list, so that an order added to the engine breaks the build here. */
export const orderKinds: Readonly<Record<OrderKind, OrderKind>> = {
  pin: 'pin',
  floor: 'floor',
  ceiling: 'ceiling',
  freeze: 'freeze',
  'pause-in': 'pause-in',
  'pause-out': 'pause-out',
  'reset-breaker': 'reset-breaker',
};

export type PauseDirection = 'in' | 'out' | 'both';

export const pauseOrders = (direction: PauseDirection): readonly OverrideOrder[] =>
  direction === 'both'
    ? [{ kind: 'pause-in' }, { kind: 'pause-out' }]
    : [{ kind: `pause-${direction}` }];

/** What a resume takes back. Pins, floors and ceilings stay: they were given for a reason of their own. */
export const resumedKinds = [
  'freeze',
  'pause-in',
  'pause-out',
] as const satisfies readonly OrderKind[];
