/** Orders as people and machines want to read them. */
import type { Home } from '#config/fleet.ts';
import { resolvePolicy } from '#config/resolve.ts';
import { keyOf } from '#engine/model.ts';
import { isInForce, type Override, type OverrideOrder } from '#engine/override.ts';
import type { FleetOrders, Orders, OverrideScope } from '#lib/ports.ts';
import { shortName } from '../assessment-view.ts';
import type { LiveInput } from '../live.ts';
import { textTable } from '../table.ts';

export type OrderRow = {
  readonly order: string;
  readonly for: string;
  readonly who: string;
  readonly why: string;
  readonly ends: string;
};

export const scopeText = (scope: OverrideScope, home: Home): string => {
  switch (scope.kind) {
    case 'service':
      return shortName(scope.service, home);
    case 'group':
      return `group ${scope.group}`;
    case 'fleet':
      return 'the whole fleet';
    default:
      return scope satisfies never;
  }
};

const orderText = (order: OverrideOrder): string =>
  'tasks' in order ? `${order.kind} ${order.tasks}` : order.kind;

const rowOf = (override: Override, whom: string): OrderRow => ({
  order: orderText(override.order),
  for: whom,
  who: override.who,
  why: override.why,
  ends: new Date(override.expiresAtMs).toISOString(),
});

/** Orders that cannot be read are a row too: they hold whatever they cover. */
export const rowsOf = (orders: Orders | undefined, whom: string, nowMs: number) => {
  if (orders === undefined) return [];
  if (orders.kind === 'known') {
    return orders.overrides
      .filter((override) => isInForce(override, nowMs))
      .map((override) => rowOf(override, whom));
  }
  return [{ order: 'unreadable', for: whom, who: '-', why: orders.cause, ends: '-' }];
};

/** Orders that cover more than one service. */
export const sharedRows = ({ fleet, groups }: FleetOrders, { home, tickMs }: LiveInput) => [
  ...rowsOf(fleet, scopeText({ kind: 'fleet' }, home), tickMs),
  ...[...groups].flatMap(([name, each]) => rowsOf(each, `group ${name}`, tickMs)),
];

const groupOf = async (scope: OverrideScope, input: LiveInput): Promise<string | null> => {
  if (scope.kind !== 'service') return scope.kind === 'group' ? scope.group : null;
  const { fleet, home, ports, deadline } = input;
  const lookup = (await ports.serviceReader.describe([scope.service], deadline)).get(
    keyOf(scope.service),
  );
  const tags = lookup?.kind === 'found' ? lookup.view.tags : {};
  const resolved = resolvePolicy(fleet, home, scope.service, tags);
  return resolved.kind === 'resolved' ? resolved.policy.group : null;
};

/** Everything that is in force for a scope, whoever it was given for. */
export const inForceFor = async (
  scope: OverrideScope,
  input: LiveInput,
): Promise<readonly OrderRow[]> => {
  const { ports, deadline, tickMs, home } = input;
  const group = await groupOf(scope, input);
  const services = scope.kind === 'service' ? [scope.service] : [];
  const orders = await ports.overrides.load(services, group === null ? [] : [group], deadline);
  const whole = scopeText({ kind: 'fleet' }, home);
  return [
    ...services.flatMap((id) =>
      rowsOf(orders.services.get(keyOf(id)), shortName(id, home), tickMs),
    ),
    ...[...orders.groups].flatMap(([name, each]) => rowsOf(each, `group ${name}`, tickMs)),
    ...rowsOf(orders.fleet, whole, tickMs),
  ];
};

const headings = ['ORDER', 'FOR', 'WHO', 'WHY', 'ENDS'];

export const orderTable = (rows: readonly OrderRow[]): string =>
  textTable(
    headings,
    rows.map((row) => [row.order, row.for, row.who, row.why, row.ends]),
  );
