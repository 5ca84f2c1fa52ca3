import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { standings } from '#lib/fleet-summary.ts';
import { matching, pageOf, pageOfRows, pageSize, sorted } from '#lib/widget/listing.ts';
import { sorts } from '#lib/widget/request.ts';
import { nowMs, rowOf } from './support.ts';

const rows = [
  rowOf({ name: 'b', standing: 'steady', signal: { name: 'cpu', value: 90, target: 60 } }),
  rowOf({ name: 'a', standing: 'failed', signal: null, counts: null, lastChange: null }),
  rowOf({
    name: 'c',
    standing: 'held',
    counts: { desired: 9, running: 9, min: 1, max: 9 },
    lastChange: { atMs: nowMs, from: 8, to: 9, by: 'flyball' },
  }),
];

const names = (of: typeof rows | readonly (typeof rows)[number][]) =>
  of.map(({ service }) => service.name).join('');

describe('services are sorted', () => {
  it.each([
    ['state', 'acb'],
    ['name', 'abc'],
    ['tasks', 'cba'],
    ['signal', 'bca'],
    ['changed', 'cba'],
  ] as const)('by %s: %s', (sort, expected) => {
    expect(names(sorted(rows, { sort, reverse: false }))).toBe(expected);
  });

  it('the other way round when asked', () => {
    expect(names(sorted(rows, { sort: 'name', reverse: true }))).toBe('cba');
  });
});

describe('services are found', () => {
  it('by part of cluster and name, whatever the case', () => {
    expect(names(matching(rows, { filter: ' SHOP/a ', standing: null }))).toBe('a');
  });

  it('by their state', () => {
    expect(names(matching(rows, { filter: '', standing: 'held' }))).toBe('c');
  });
});

test('a link beyond the end shows the last page', () => {
  const page = pageOf(
    Array.from({ length: 60 }, (_, index) => index),
    5_000,
  );
  expect(page).toMatchObject({ from: 50, total: 60 });
  expect(page.items).toHaveLength(10);
  expect(pageOf([], 5)).toMatchObject({ items: [], from: 0, total: 0 });
});

test('pages one after the other show every service once', () => {
  const row = fc.record({ name: fc.string(), standing: fc.constantFrom(...standings) }).map(rowOf);
  const fleets = fc.array(row, { maxLength: 120 });
  fc.assert(
    fc.property(fleets, fc.constantFrom(...sorts), fc.boolean(), (fleet, sort, reverse) => {
      const listing = { sort, reverse, filter: '', standing: null };
      const seen = Array.from(
        { length: Math.ceil(fleet.length / pageSize) },
        (_, index) => pageOfRows(fleet, { ...listing, from: index * pageSize }).items,
      ).flat();
      expect(new Set(seen).size).toBe(fleet.length);
      expect(seen).toHaveLength(fleet.length);
    }),
  );
});
