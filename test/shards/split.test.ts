import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf } from '#engine/model.ts';
import { type Member, type Split, splitFleet } from '#lib/shards/split.ts';

const member = (name: string, group: string | null = null, region = 'eu-west-1'): Member => ({
  id: { account: '123456789012', region, cluster: 'prod', name },
  group,
});

const many = (count: number, group: string | null = null): readonly Member[] =>
  Array.from({ length: count }, (_, index) => member(`${group ?? 'web'}-${index}`, group));

const whereIs = ({ shards }: Split): ReadonlyMap<string, string> =>
  new Map(shards.flatMap(({ name, services }) => services.map((id) => [keyOf(id), name])));

describe('the division of a fleet', () => {
  it('puts every service on exactly one shard, whatever the fleet', () => {
    const services = fc.uniqueArray(
      fc.record({
        name: fc.string({ minLength: 1, maxLength: 8 }),
        group: fc.constantFrom(null, 'a', 'b'),
        region: fc.constantFrom('eu-west-1', 'us-east-1'),
      }),
      { selector: ({ name, region }) => `${region} ${name}`, maxLength: 200 },
    );
    fc.assert(
      fc.property(services, fc.integer({ min: 1, max: 50 }), (all, size) => {
        const members = all.map(({ name, group, region }) => member(name, group, region));
        const placed = splitFleet(members, size).shards.flatMap((shard) => shard.services);
        expect(placed.map(keyOf).sort()).toEqual(members.map(({ id }) => keyOf(id)).sort());
      }),
    );
  });

  it('says the same whatever the order in which services are listed', () => {
    const members = [...many(300), ...many(40, 'a')];
    expect(whereIs(splitFleet(members.toReversed(), 100))).toEqual(
      whereIs(splitFleet(members, 100)),
    );
  });

  it('makes shards of about their size: 10,000 services on 20, none above 1.2 times 500', () => {
    const { shards } = splitFleet(many(10_000), 500);
    expect(shards).toHaveLength(20);
    const sizes = shards.map(({ services }) => services.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(600);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(400);
  });

  it('moves few services when one shard is added, and says that it is another split', () => {
    const before = splitFleet(many(10_000), 500);
    const after = splitFleet(many(10_001), 500);
    const now = whereIs(after);
    const moved = [...whereIs(before)].filter(([key, shard]) => now.get(key) !== shard).length;
    expect(moved).toBeLessThan(700);
    expect(after.id).not.toBe(before.id);
  });

  it('is the same split when a service comes that needs no other shard', () => {
    expect(splitFleet(many(9_999), 500).id).toBe(splitFleet(many(9_998), 500).id);
  });

  it('never mixes accounts or regions in one shard', () => {
    const members = [...many(30), member('far', null, 'us-east-1')];
    for (const { region, services } of splitFleet(members, 20).shards) {
      expect(new Set(services.map((id) => id.region))).toEqual(new Set([region]));
    }
  });
});

describe('a capped group', () => {
  it('stays on one shard while it fits', () => {
    const { holders } = splitFleet([...many(1_000), ...many(200, 'backend')], 500);
    expect(holders['backend']).toHaveLength(1);
  });

  it('is divided when it is more than half a shard, and then it is another split', () => {
    const whole = splitFleet([...many(1_000), ...many(250, 'backend')], 500);
    const divided = splitFleet([...many(999), ...many(251, 'backend')], 500);
    expect(divided.holders['backend']?.length).toBeGreaterThan(1);
    expect(divided.id).not.toBe(whole.id);
  });
});
