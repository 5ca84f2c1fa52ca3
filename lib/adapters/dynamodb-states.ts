/** The memory of each service. A save names the version it builds on, so two ticks never overwrite each other. */
import pLimit from 'p-limit';
import type { ServiceId, ServiceKey } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import { chunksOf } from '#lib/chunks.ts';
import type { Deadline, Recalled, StateStore } from '#lib/ports.ts';
import { ifVersion, putIf } from './conditional-put.ts';
import { batchGet, keysPerCall } from './dynamodb-batch-get.ts';
import { parseState, stateAttributes } from './state-schema.ts';
import { type Item, stateKey, type Table } from './table.ts';

const callsAtOnce = 4;

const recalled = (item: Item | undefined, failure: string | null): Recalled => {
  if (item !== undefined) return parseState(item);
  return failure === null ? { kind: 'new' } : { kind: 'failed', cause: failure };
};

const loadBatch = async (
  table: Table,
  services: readonly ServiceKey[],
  deadline: Deadline,
): Promise<readonly (readonly [ServiceKey, Recalled])[]> => {
  const { items, failure } = await batchGet(table, services.map(stateKey), deadline);
  const byPk = new Map(items.map((item) => [item['pk']?.S, item]));
  return services.map((service) => [service, recalled(byPk.get(stateKey(service).pk), failure)]);
};

const load = async (table: Table, ids: readonly ServiceId[], deadline: Deadline) => {
  // A key named twice makes DynamoDB refuse the whole batch.
  const services = [...new Set(ids.map(keyOf))];
  const loaded = await pLimit(callsAtOnce).map(chunksOf(services, keysPerCall), (batch) =>
    loadBatch(table, batch, deadline),
  );
  return new Map(loaded.flat());
};

export const createStateStore = (table: Table): StateStore => ({
  load: (ids, deadline) => load(table, ids, deadline),
  save: async (id, state, version, deadline) => {
    const saved = await putIf(
      table,
      {
        what: `state of ${keyOf(id)}, version ${version + 1}`,
        key: stateKey(keyOf(id)),
        attributes: stateAttributes(state, version + 1),
        ...ifVersion(version),
      },
      deadline,
    );
    return saved ? 'saved' : 'conflict';
  },
});
