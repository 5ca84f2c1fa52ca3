import { expect, test } from 'vitest';
import { shardFindings } from '#lib/doctor/shards.ts';

const division = { shards: ['a/0', 'a/1'], sinceMs: 0 };

test('a fleet that is whole has nothing to be found about shards', () => {
  expect(shardFindings(null, [])).toEqual([]);
  expect(shardFindings({ shards: [], sinceMs: 0 }, [])).toEqual([]);
});

test('shards that are all worked on are fine', () => {
  expect(shardFindings(division, [])).toMatchObject([
    { kind: 'fine', what: expect.stringContaining('all 2 shards') },
  ]);
});

test('a shard that nobody works on is named, with where to look', () => {
  const found = shardFindings(division, [{ shard: 'a/1', lastMs: null }]);
  expect(JSON.stringify(found)).toContain('1 of 2 shards');
  expect(JSON.stringify(found)).toContain('a/1 (never)');
  expect(JSON.stringify(found)).toContain('worker function');
});
