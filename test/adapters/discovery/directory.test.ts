import { PaginationTokenExpiredException } from '@aws-sdk/client-resource-groups-tagging-api';
import { expect, test, vi } from 'vitest';
import { CallError } from '#adapters/call.ts';
import { createDirectory } from '#adapters/discovery/directory.ts';
import type { Roster } from '#adapters/discovery/roster.ts';
import type { RosterStore } from '#adapters/discovery/roster-store.ts';
import type { TaggedPage } from '#adapters/discovery/tagged-page.ts';
import { keyOf } from '#engine/model.ts';
import { deadlineIn, idOf } from '../sample.ts';

const deadline = deadlineIn(20_000);
const minuteMs = 60_000;
const perPage = 100;
const noWait = async () => true;

const storeOf = (kept: Roster | null = null): RosterStore & { kept: Roster | null } => {
  const store = {
    kept,
    load: async () => store.kept,
    save: async (roster: Roster) => {
      store.kept = roster;
    },
  };
  return store;
};

/** A listing of `names` that may change while it is read. */
const listing = (names: string[], store: RosterStore | null = storeOf()) => {
  const page = vi.fn<TaggedPage>(async (token) => {
    const from = Number(token ?? 0);
    const items = names
      .slice(from, from + perPage)
      .map((name) => ({ id: idOf(name), membership: {} }));
    const next = from + perPage < names.length ? String(from + perPage) : undefined;
    return { items, next };
  });
  const warn = vi.fn();
  return { page, warn, names, directory: createDirectory({ page, store, warn, pace: noWait }) };
};

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `s${index}`);

const namesIn = async (
  { directory }: ReturnType<typeof listing>,
  nowMs: number,
): Promise<readonly string[]> =>
  (await directory.tagged(nowMs, deadline)).map(({ id: { name } }) => name);

const rosterOf = (names: readonly string[], sweptMs: number): Roster => ({
  services: new Map(names.map((name) => [keyOf(idOf(name)), { id: idOf(name), membership: {} }])),
  sweptMs,
});

test('the first tick lists everything, and keeps it for the next cold start', async () => {
  const store = storeOf();
  const fleet = listing(many(250), store);
  expect(await namesIn(fleet, 0)).toHaveLength(250);
  expect(store.kept?.services.size).toBe(250);
  expect(fleet.page).toHaveBeenCalledTimes(3);
});

test('a cold start with a list that is kept asks the tagging API for nothing', async () => {
  const fleet = listing(many(2), storeOf(rosterOf(['s0', 's1'], 0)));
  expect(await namesIn(fleet, 3 * minuteMs)).toEqual(['s0', 's1']);
  expect(fleet.page).not.toHaveBeenCalled();
});

test('a kept list of more than an hour ago says nothing any more', async () => {
  const fleet = listing(['new'], storeOf(rosterOf(['old'], 0)));
  expect(await namesIn(fleet, 61 * minuteMs)).toEqual(['new']);
});

test('a service tagged at any moment is managed within five minutes, and one untagged has left in as many', async () => {
  const fleet = listing(many(6_000));
  await fleet.directory.tagged(0, deadline);
  let worstMs = 0;
  for (let minute = 1; minute <= 60; minute += 1) {
    const name = `late-${minute}`;
    // Anywhere in the listing, or nothing would be proved of pages that were read already.
    const at = (minute * 7_919) % fleet.names.length;
    fleet.names.splice(at, 0, name);
    const sinceMs = minute * minuteMs;
    let nowMs = sinceMs;
    while (!(await namesIn(fleet, nowMs)).includes(name)) {
      await fleet.directory.tend(nowMs, deadline);
      nowMs += minuteMs;
    }
    worstMs = Math.max(worstMs, nowMs - sinceMs);
    fleet.names.splice(fleet.names.indexOf(name), 1);
    while (minute * minuteMs < nowMs) minute += 1;
  }
  expect(worstMs).toBeLessThanOrEqual(5 * minuteMs);
  for (let minute = 70; minute < 80; minute += 1) {
    await fleet.directory.tend(minute * minuteMs, deadline);
  }
  expect(await namesIn(fleet, 80 * minuteMs)).toHaveLength(6_000);
});

test('20,000 services are read in the background, some 70 pages a tick, 200 in four minutes', async () => {
  const fleet = listing(many(20_000));
  await fleet.directory.tagged(0, deadline);
  const perTick: number[] = [];
  for (let minute = 1; minute <= 12; minute += 1) {
    const before = fleet.page.mock.calls.length;
    await fleet.directory.tend(minute * minuteMs, deadline);
    perTick.push(fleet.page.mock.calls.length - before);
  }
  expect(Math.max(...perTick)).toBeLessThanOrEqual(70);
  expect(perTick.reduce((sum, pages) => sum + pages, 0)).toBeLessThanOrEqual(600);
});

test('a page that fails is warned of and read again on the next tick, and nobody is forgotten meanwhile', async () => {
  const fleet = listing(many(300));
  await fleet.directory.tagged(0, deadline);
  fleet.page.mockRejectedValueOnce(new Error('throttled'));
  await fleet.directory.tend(5 * minuteMs, deadline);
  expect(await namesIn(fleet, 5 * minuteMs)).toHaveLength(300);
  expect(fleet.warn).toHaveBeenCalledWith(expect.stringMatching(/300 s ago.*throttled/));
  fleet.names.push('late');
  await fleet.directory.tend(6 * minuteMs, deadline);
  expect(await namesIn(fleet, 6 * minuteMs)).toContain('late');
});

test('a token that has expired starts the sweep anew', async () => {
  const fleet = listing(many(300));
  await fleet.directory.tagged(0, deadline);
  const cause = new PaginationTokenExpiredException({ message: 'expired', $metadata: {} });
  fleet.page.mockRejectedValueOnce(new CallError('expired', { retryable: false, cause }));
  await fleet.directory.tend(5 * minuteMs, deadline);
  await fleet.directory.tend(6 * minuteMs, deadline);
  expect(fleet.page.mock.calls.at(-3)?.[0]).toBeUndefined();
});

test('a first listing that takes more than one tick goes on where it stopped, and nothing is done on part of it', async () => {
  let pages = 0;
  const page: TaggedPage = listing(many(300)).page;
  const pace = async () => {
    pages += 1;
    return pages % 3 !== 0;
  };
  const directory = createDirectory({ page, store: storeOf(), warn: vi.fn(), pace });
  await expect(directory.tagged(0, deadline)).rejects.toThrow('has read 2 pages, and goes on');
  expect(await directory.tagged(minuteMs, deadline)).toHaveLength(300);
});

test('a table that cannot be read or written costs calls, and no tick', async () => {
  const broken = () => Promise.reject(new Error('no table'));
  const fleet = listing(many(2), { load: broken, save: broken });
  expect(await namesIn(fleet, 0)).toEqual(['s0', 's1']);
  expect(fleet.warn).toHaveBeenCalledTimes(2);
});

test('who only looks lists for itself and keeps nothing', async () => {
  const fleet = listing(many(2), null);
  expect(await namesIn(fleet, 0)).toEqual(['s0', 's1']);
});
