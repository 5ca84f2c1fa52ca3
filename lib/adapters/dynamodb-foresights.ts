/** What was learnt of services, read. It changes once an hour, so what was read is good for minutes. */
import pLimit from 'p-limit';
import { keyOf, type ServiceKey } from '#engine/model.ts';
import { chunksOf } from '#lib/chunks.ts';
import type { Deadline, ForesightReader, RecalledLearnt } from '#lib/ports.ts';
import { batchGet } from './dynamodb-batch-get.ts';
import { parseLearnt } from './learnt-schema.ts';
import type { Warn } from './refreshed.ts';
import { type Item, learntKey, type Table } from './table.ts';

const callsAtOnce = 4;
/** Items are of 4 to 40 KB and an answer holds 16 MB, so 100 to a call would do; fewer are parsed sooner. */
const keysPerCall = 50;
const freshMs = 5 * 60_000;
/** Forecasts reach two hours ahead: what was read an hour ago serves while the table cannot be read. */
const servesAtMostMs = 60 * 60_000;

type Kept = { readonly atMs: number; readonly recalled: RecalledLearnt };

const recalledFrom = (item: Item | undefined, failure: string | null): RecalledLearnt => {
  if (item !== undefined) return parseLearnt(item);
  return failure === null ? { kind: 'none' } : { kind: 'failed', cause: failure };
};

const read = async (
  table: Table,
  services: readonly ServiceKey[],
  deadline: Deadline,
): Promise<readonly (readonly [ServiceKey, RecalledLearnt])[]> => {
  const keys = services.map(learntKey);
  const { items, failure } = await batchGet(table, keys, deadline);
  const byPk = new Map(items.map((item) => [item['pk']?.S, item]));
  return services.map((each) => [each, recalledFrom(byPk.get(learntKey(each).pk), failure)]);
};

const isFailed = ({ kind }: RecalledLearnt): boolean => kind === 'failed';

const failureOf = (recalled: readonly RecalledLearnt[]): string | null => {
  const failed = recalled.filter((each) => each.kind === 'failed');
  const [first] = failed;
  return first === undefined
    ? null
    : `what was learnt of ${failed.length} services could not be read, so what is known of them is an hour old at most, or nothing: ${first.cause}`;
};

export const createForesightReader = (table: Table, warn: Warn): ForesightReader => {
  const kept = new Map<ServiceKey, Kept>();
  const forgetOld = (nowMs: number): void => {
    for (const [service, { atMs }] of kept) {
      if (nowMs - atMs > servesAtMostMs || atMs > nowMs) kept.delete(service);
    }
  };
  const isFresh = (service: ServiceKey, nowMs: number): boolean =>
    nowMs - (kept.get(service)?.atMs ?? Number.NEGATIVE_INFINITY) < freshMs;
  return {
    load: async (ids, nowMs, deadline) => {
      forgetOld(nowMs);
      const services = [...new Set(ids.map(keyOf))];
      const wanted = services.filter((service) => !isFresh(service, nowMs));
      const answers = await pLimit(callsAtOnce).map(chunksOf(wanted, keysPerCall), (chunk) =>
        read(table, chunk, deadline),
      );
      const recalled = new Map(answers.flat());
      const failure = failureOf([...recalled.values()]);
      if (failure !== null) warn(failure);
      for (const [service, each] of recalled) {
        if (!isFailed(each)) kept.set(service, { atMs: nowMs, recalled: each });
      }
      return new Map(
        services.map((service) => [
          service,
          kept.get(service)?.recalled ?? recalled.get(service) ?? { kind: 'none' as const },
        ]),
      );
    },
  };
};
