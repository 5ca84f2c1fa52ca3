/** What every view begins with: the summary of the last tick, the fleet's orders, and the open alerts. */
import type { Severity } from '#config/alert-settings.ts';
import { isInForce, type Override } from '#engine/override.ts';
import { alertIdOf } from '#lib/alerts/alert-id.ts';
import type { SummariesRead } from '#lib/fleet-summary.ts';
import type { OpenAlert, Orders } from '#lib/ports.ts';
import { shard } from '#lib/tick/shard.ts';
import type { Fleet, Part, ShownAlert } from '#lib/widget/data.ts';
import { attempt, type WidgetWorld } from './world.ts';

const weight: Readonly<Record<Severity, number>> = { critical: 0, error: 1, warning: 2 };

export const subjectOf = ({
  service,
  group,
}: Pick<OpenAlert, 'service' | 'group'>): string | null =>
  service ?? (group === null ? null : `group ${group}`);

const shownAlert = (alert: OpenAlert): ShownAlert => ({
  id: alertIdOf(alert),
  code: alert.code,
  severity: alert.severity,
  subject: subjectOf(alert),
  message: alert.message,
  openedAtMs: alert.openedAtMs,
});

const worstFirst = (alerts: readonly OpenAlert[]): readonly ShownAlert[] =>
  alerts
    .map(shownAlert)
    .toSorted((a, b) => weight[a.severity] - weight[b.severity] || b.openedAtMs - a.openedAtMs);

/** What cannot be read may be a freeze, so it is said and not taken for nothing. */
export const inForce = (orders: Orders, nowMs: number): readonly Override[] => {
  if (orders.kind !== 'known') throw new Error(orders.cause);
  return orders.overrides.filter((each) => isInForce(each, nowMs));
};

const fleetOrders = async ({ ports, deadline }: WidgetWorld): Promise<Orders> =>
  (await ports.overrides.load([], [], deadline)).fleet;

const unreadOf = (read: Part<SummariesRead>): readonly string[] =>
  read.kind === 'missing'
    ? [read.why]
    : read.value.unread.map((each) => `shard ${each.shard}: ${each.cause}`);

/** The claim is newer than a summary that did not change; where one cannot be had, the other does. */
const newest = (claimed: Part<number | null>, summaryMs: readonly number[]): number | null => {
  const all = [
    ...summaryMs,
    ...(claimed.kind === 'known' && claimed.value !== null ? [claimed.value] : []),
  ];
  return all.length === 0 ? null : Math.max(...all);
};

export type FleetRead = { readonly fleet: Fleet; readonly nowMs: number };

/** `sayNow`: given when the last tick was due, when it is now. */
export const readFleet = async (
  world: WidgetWorld,
  sayNow: (lastTickMs: number | null) => number,
): Promise<FleetRead> => {
  const { ports, deadline, intervalMs } = world;
  const [read, claimed, orders, open] = await Promise.all([
    attempt('the fleet summary', ports.summaries.read(deadline), world),
    attempt('the last tick', ports.lastTick.at(shard, deadline), world),
    attempt('the orders of the fleet', fleetOrders(world), world),
    attempt('the alerts', ports.alerts.open(deadline), world),
  ]);
  const summaries = read.kind === 'known' ? read.value.summaries : [];
  const lastTickMs = newest(
    claimed,
    summaries.map(({ tickMs }) => tickMs),
  );
  const nowMs = sayNow(lastTickMs);
  const fleet: Fleet = {
    summaries,
    unread: unreadOf(read),
    lastTickMs,
    intervalMs,
    orders:
      orders.kind === 'known'
        ? await attempt('the orders', (async () => inForce(orders.value, nowMs))(), world)
        : orders,
    alerts: open.kind === 'known' ? { kind: 'known', value: worstFirst(open.value) } : open,
  };
  return { fleet, nowMs };
};
