/** Orders as a tick reads them: those of every service, group and the fleet, a hundred items a call. */
import pLimit from 'p-limit';
import { keyOf } from '#engine/model.ts';
import { chunksOf } from '#lib/chunks.ts';
import type { Deadline, Orders, OverrideScope, Overrides } from '#lib/ports.ts';
import { batchGet, keysPerCall } from './dynamodb-batch-get.ts';
import { parseOrders } from './override-schema.ts';
import { type Item, overrideKey, type Table } from './table.ts';

const callsAtOnce = 4;

const ordersOf = (scope: OverrideScope, item: Item | undefined, failure: string | null): Orders => {
  if (item !== undefined) {
    const parsed = parseOrders(item, scope.kind);
    return parsed.kind === 'known' ? { kind: 'known', overrides: parsed.overrides } : parsed;
  }
  return failure === null ? { kind: 'known', overrides: [] } : { kind: 'failed', cause: failure };
};

const loadBatch = async (
  table: Table,
  scopes: readonly OverrideScope[],
  deadline: Deadline,
): Promise<readonly Orders[]> => {
  const { items, failure } = await batchGet(table, scopes.map(overrideKey), deadline);
  const byPk = new Map(items.map((item) => [item['pk']?.S, item]));
  return scopes.map((scope) => ordersOf(scope, byPk.get(overrideKey(scope).pk), failure));
};

const fleetScope: OverrideScope = { kind: 'fleet' };

const notAsked: Orders = { kind: 'failed', cause: 'the table gave no answer' };

export const createOverrides = (table: Table): Overrides => ({
  load: async (services, groups, deadline) => {
    // A key named twice makes DynamoDB refuse the whole batch.
    const distinct = new Map(services.map((id) => [keyOf(id), id]));
    const scopes: readonly OverrideScope[] = [
      fleetScope,
      ...[...new Set(groups)].map((group) => ({ kind: 'group', group }) as const),
      ...[...distinct.values()].map((service) => ({ kind: 'service', service }) as const),
    ];
    const loaded = await pLimit(callsAtOnce).map(chunksOf(scopes, keysPerCall), (batch) =>
      loadBatch(table, batch, deadline),
    );
    const orders = new Map(
      loaded.flat().map((each, index) => [overrideKey(scopes[index] ?? fleetScope).pk, each]),
    );
    const given = (scope: OverrideScope): Orders => orders.get(overrideKey(scope).pk) ?? notAsked;
    return {
      fleet: given(fleetScope),
      groups: new Map(groups.map((group) => [group, given({ kind: 'group', group })])),
      services: new Map(
        [...distinct].map(([key, service]) => [key, given({ kind: 'service', service })]),
      ),
    };
  },
});
