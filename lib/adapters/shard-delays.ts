/**
 * When workers begin. They share what ECS takes of reads, and one that waits for its turn is paid for waiting: twenty that
 * begin at once wait thirteen seconds, $150 a month. So a message is delayed, which is free, until the reads of its
 * shard are likely to be there. It is a guess and guards nothing: the turns themselves are kept by the pace.
 */
import { homeKeyOf } from '#config/homes.ts';
import type { ShardOrder } from '#lib/shards/order.ts';
import { readPace } from './ecs-reader.ts';

/** A message lives for 60 s, and a worker needs most of them. */
const longestSeconds = 15;

/**
 * Calls to describe those whose turn it is and those that move. A call is of one cluster: of 10,000 services in twenty
 * clusters, each swinging between one task and five in a day, a shard made fifteen (`bench/scale.ts`).
 */
const callsOf = ({ services }: ShardOrder): number => {
  const clusters = new Set(services.map(({ cluster }) => cluster)).size;
  const inTurn = services.length / 100;
  return Math.max(inTurn, Math.min(0.75 * clusters, services.length / 20));
};

const delaysIn = (orders: readonly ShardOrder[]): readonly (readonly [string, number])[] => {
  let calls = 0;
  return orders.map((order) => {
    calls += callsOf(order);
    const seconds = Math.floor((calls - readPace.burst) / readPace.perSecond);
    return [order.shard, Math.min(longestSeconds, Math.max(0, seconds))] as const;
  });
};

/** Seconds by shard; every account and region has its own reads. */
export const shardDelays = (orders: readonly ShardOrder[]): ReadonlyMap<string, number> => {
  const homes = Map.groupBy(orders, ({ services: [first] }) =>
    first === undefined ? '' : homeKeyOf(first),
  );
  return new Map([...homes.values()].flatMap(delaysIn));
};
