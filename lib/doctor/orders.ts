/** Orders that hold things back, lest somebody forgot them. */
import { isInForce, type Override, type OverrideOrder } from '#engine/override.ts';
import type { Orders } from '#lib/ports.ts';
import { type Finding, note, wrong } from './finding.ts';

/** An incident is over by then, and its orders often are not. */
const forgottenAfterMs = 4 * 3_600_000;

const holding: ReadonlySet<OverrideOrder['kind']> = new Set([
  'freeze',
  'pause-in',
  'pause-out',
  'pin',
  'ceiling',
]);

const hoursOf = (ms: number): string => `${Math.max(0, Math.round(ms / 360_000) / 10)} h`;

const orderFinding = (override: Override, whose: string, nowMs: number): Finding => {
  const { order, who, why, setAtMs, expiresAtMs } = override;
  const text = 'tasks' in order ? `${order.kind} ${order.tasks}` : order.kind;
  const ageMs = nowMs - setAtMs;
  const isOld = ageMs > forgottenAfterMs && holding.has(order.kind);
  const ends = `ends at ${new Date(expiresAtMs).toISOString()}`;
  const what = `${text} for ${whose}, by ${who} ${hoursOf(ageMs)} ago (${why}), ${ends}`;
  return note(
    isOld ? `${what}: is it still needed?` : what,
    'flyball clear takes it back; so does its end',
  );
};

export const orderFindings = (
  orders: Orders | undefined,
  whose: string,
  nowMs: number,
): readonly Finding[] => {
  if (orders === undefined) return [];
  if (orders.kind === 'known') {
    return orders.overrides
      .filter((override) => isInForce(override, nowMs))
      .map((override) => orderFinding(override, whose, nowMs));
  }
  return [
    wrong(
      `the orders of ${whose} cannot be read (${orders.cause}), so all that they may cover is held`,
      'take them back with flyball clear, and give anew what should hold',
    ),
  ];
};
