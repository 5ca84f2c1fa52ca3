/**
 * Phase 3: what people ordered for a service, its group and the fleet. An order that cannot be read may be
 * anything, a freeze included, so whatever it covers is left alone.
 */
import { keyOf, type ServiceId } from '#engine/model.ts';
import { isInForce, type Override } from '#engine/override.ts';
import type { Cause, FleetOrders, Orders } from '#lib/ports.ts';
import { fail, joinTrouble, noTrouble, skipUnread, type Trouble } from './trouble.ts';

export type Ordered =
  /** Those in force now. */
  | { readonly kind: 'known'; readonly overrides: readonly Override[] }
  | { readonly kind: 'left-out'; readonly trouble: Trouble };

type Unread = Exclude<Orders, { kind: 'known' }>;

const unreadOf = (orders: Orders | undefined): Unread | null =>
  orders === undefined || orders.kind === 'known' ? null : orders;

const corruptAlert = (
  whose: string,
  cause: string,
  subject: Pick<Cause, 'service' | 'group'>,
): Cause => ({
  code: 'corrupt-override',
  ...subject,
  message: `the orders of ${whose} cannot be read (${cause}), so nothing they may cover is scaled; take them back with flyball clear, and give anew what should hold`,
});

const unreadTrouble = (
  whose: string,
  orders: Orders,
  subject: Pick<Cause, 'service' | 'group'>,
): Trouble => {
  switch (orders.kind) {
    case 'known':
      return noTrouble;
    case 'corrupt':
      return { ...noTrouble, alerts: [corruptAlert(whose, orders.cause, subject)] };
    case 'failed':
      return fail(
        subject.service ?? whose,
        new Error(`the orders of ${whose} could not be loaded: ${orders.cause}`),
      );
    default:
      return orders satisfies never;
  }
};

/** Told once for all the services that they cover. */
export const sharedOrdersTrouble = ({ fleet, groups }: FleetOrders): Trouble =>
  joinTrouble(
    unreadTrouble('the fleet', fleet, { service: null, group: null }),
    ...[...groups].map(([group, orders]) =>
      unreadTrouble(`group ${group}`, orders, { service: null, group }),
    ),
  );

const notLoaded: Orders = { kind: 'failed', cause: 'the table gave no answer' };

const overridesIn = (orders: Orders | undefined): readonly Override[] =>
  orders?.kind === 'known' ? orders.overrides : [];

type Subject = { readonly id: ServiceId; readonly group: string | null };

export const ordersFor = ({ id, group }: Subject, orders: FleetOrders, nowMs: number): Ordered => {
  const ofGroup = group === null ? undefined : orders.groups.get(group);
  const own = orders.services.get(keyOf(id)) ?? notLoaded;
  const shared = unreadOf(orders.fleet) ?? unreadOf(ofGroup);
  if (shared !== null) {
    const why = `the orders that cover it cannot be read: ${shared.cause}`;
    return { kind: 'left-out', trouble: skipUnread(id, why) };
  }
  if (own.kind === 'known') {
    const given = [orders.fleet, ofGroup, own].flatMap(overridesIn);
    return { kind: 'known', overrides: given.filter((each) => isInForce(each, nowMs)) };
  }
  const service = keyOf(id);
  const trouble = unreadTrouble(service, own, { service, group: null });
  const skipped = skipUnread(id, `its orders cannot be read: ${own.cause}`);
  return {
    kind: 'left-out',
    trouble: own.kind === 'corrupt' ? joinTrouble(skipped, trouble) : trouble,
  };
};
