/**
 * Orders that the page may give: pins, floors, freezes. They are Flyball's own and are written by the code that the
 * CLI writes them with, which this side of the wire does not know; whoever starts the console brings it.
 */
import type { OverrideOrder } from '#engine/override.ts';

/** `cluster/name`, or `null` for the whole fleet. */
export type Whom = string | null;

export type GivenOrder = {
  readonly whom: Whom;
  readonly order: OverrideOrder;
  readonly minutes: number;
};

export type OrderInForce = {
  readonly whom: Whom;
  readonly order: OverrideOrder;
  readonly expiresAtMs: number;
  readonly who: string;
  readonly why: string;
};

export type OrderDesk = {
  readonly give: (given: GivenOrder, nowMs: number) => Promise<void>;
  readonly withdraw: (whom: Whom, nowMs: number) => Promise<void>;
  /** Those of the fleet and of these services. */
  readonly inForce: (
    services: readonly string[],
    nowMs: number,
  ) => Promise<readonly OrderInForce[]>;
};

/** Where the local AWS is, and which table it keeps orders in. */
export type DeskPlace = { readonly url: string; readonly table: string };

export type OpenDesk = (place: DeskPlace) => OrderDesk;

/** A console without a desk shows everything and gives no orders. */
export const noDesk: OpenDesk = () => ({
  give: () => Promise.reject(new RangeError('This console gives no orders')),
  withdraw: () => Promise.reject(new RangeError('This console gives no orders')),
  inForce: async () => [],
});
