import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shardDelays } from '#adapters/shard-delays.ts';
import type { ShardOrder } from '#lib/shards/order.ts';
import { idOf } from './sample.ts';

const orderOf = (
  shard: string,
  count: number,
  clusters = 20,
  region = 'us-east-1',
): ShardOrder => ({
  tickMs: 60_000,
  shard,
  speaksForAll: false,
  split: 'a',
  holders: {},
  fleetShards: 3,
  fleetServices: count,
  homeServices: count,
  stirred: [],
  services: Array.from({ length: count }, (_, index) => ({
    ...idOf(`web-${index}`),
    cluster: `c-${index % clusters}`,
    region,
  })),
  rivals: null,
});

const shards = (count: number, region?: string): readonly ShardOrder[] =>
  Array.from({ length: count }, (_, index) =>
    orderOf(`${region ?? 'home'}/${index}`, 500, 20, region),
  );

describe('workers', () => {
  it('begin at once where there are reads for all of them', () => {
    expect(new Set(shardDelays(shards(5)).values())).toEqual(new Set([0]));
  });

  it('of twenty shards begin as fast as reads come, and one after the other', () => {
    const delays = [...shardDelays(shards(20)).values()];
    expect(delays.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(delays.toSorted((a, b) => a - b)).toEqual(delays);
    // 300 calls, of which 80 are there and 16 come in a second.
    expect(delays.at(-1)).toBe(13);
  });

  it('of another region have reads of their own', () => {
    const delays = shardDelays([...shards(5), ...shards(5, 'eu-west-1')]);
    expect(new Set(delays.values())).toEqual(new Set([0]));
  });

  it('never begin so late that they would not be done, however many there are', () => {
    const fleet = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 })),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(fleet, (sizes) => {
        const orders = sizes.map(([count, clusters], index) =>
          orderOf(`home/${index}`, count, clusters),
        );
        const delays = shardDelays(orders);
        expect(delays.size).toBe(orders.length);
        for (const seconds of delays.values()) {
          expect(Number.isInteger(seconds) && seconds >= 0 && seconds <= 15).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });
});
