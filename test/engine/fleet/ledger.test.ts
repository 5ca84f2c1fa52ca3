/** What shards believe of each other, and for how long. */
import { describe, expect, it } from 'vitest';
import { elsewhereOf, type Ledger, type ShardEntry, type Turn } from '#engine/fleet/ledger.ts';
import { isNews } from '#engine/fleet/ledger-entry.ts';
import { startedFor, withStarts } from '#engine/fleet/starts.ts';

const minuteMs = 60_000;

const entryAt = (minute: number, changes: Partial<ShardEntry> = {}): ShardEntry => ({
  tickMs: minute * minuteMs,
  tasks: 10,
  running: 5,
  blind: 0,
  groups: { backend: { tasks: 10, vcpu: 10, grants: [] } },
  hindered: [],
  ...changes,
});

/** The split is of minute 10. */
const ledgerOf = (shards: Ledger['shards'], minute = 10): Ledger => ({
  split: 'now',
  splitSinceMs: 10 * minuteMs,
  shards,
  spent: { tickMs: minute * minuteMs, removed: 2, started: 3 },
});

/** A report of shard `a` that says nothing new. */
const saidAgain = (before: Ledger, minute: number, entry: Partial<ShardEntry> = {}): Ledger => ({
  ...before,
  shards: { a: entryAt(minute, entry) },
  spent: { tickMs: minute * minuteMs, removed: 0, started: 0 },
});

const turnAt = (minute: number): Turn => ({
  shard: 'a',
  tickMs: minute * minuteMs,
  split: 'now',
  holders: { backend: ['a', 'b'] },
});

describe('a new split', () => {
  it.each([
    { name: 'is closed in its first tick', minute: 10, other: 10, isClosed: true },
    {
      name: 'is closed while others last looked in its first tick',
      minute: 11,
      other: 10,
      isClosed: true,
    },
    {
      name: 'stays closed as long as they have not looked again',
      minute: 20,
      other: 10,
      isClosed: true,
    },
    {
      name: 'is open once they looked after the last worker of before',
      minute: 12,
      other: 11,
      isClosed: false,
    },
  ])('$name', ({ minute, other, isClosed }) => {
    const ledger = ledgerOf({ b: entryAt(other) });
    expect(elsewhereOf(ledger, turnAt(minute)).closed.has('backend')).toBe(isClosed);
  });

  it('is reported under once more, though nothing has changed: the others wait for that', () => {
    const before = ledgerOf({ a: entryAt(10) }, 9);
    const news = (minute: number) => isNews(before, saidAgain(before, minute), turnAt(minute));
    expect(news(10)).toBe(false);
    expect(news(11)).toBe(true);
  });
});

describe('whom a cap holds back', () => {
  const hindered = ['backend'];
  const isHindered = (minute: number) =>
    elsewhereOf(ledgerOf({ b: entryAt(12, { hindered }) }), turnAt(minute)).hindered.has('backend');

  it('counts on other shards for five minutes after the last report', () => {
    expect(isHindered(16)).toBe(true);
    expect(isHindered(17)).toBe(false);
  });

  it('is reported every two minutes, so that no other shard ends its alert', () => {
    const before = ledgerOf({ a: entryAt(12, { hindered }) });
    const news = (minute: number) =>
      isNews(before, saidAgain(before, minute, { hindered }), turnAt(minute));
    expect(news(13)).toBe(false);
    expect(news(14)).toBe(true);
  });
});

describe('what looks inside the minute start', () => {
  it('is counted with what the tick of that minute started', () => {
    const ledger = withStarts(ledgerOf({}, 12), 12 * minuteMs, 4);
    expect(startedFor(ledger, 12 * minuteMs)).toBe(7);
    expect(ledger.spent.removed).toBe(2);
  });

  it('is all there is where the tick itself started nothing', () => {
    const ledger = withStarts(ledgerOf({}, 11), 12 * minuteMs, 4);
    expect(ledger.spent).toEqual({ tickMs: 12 * minuteMs, removed: 0, started: 4 });
  });

  it('has no room once another tick has begun, or where nobody knows', () => {
    expect(startedFor(ledgerOf({}, 12), 11 * minuteMs)).toBe(Number.POSITIVE_INFINITY);
    expect(startedFor(null, 11 * minuteMs)).toBe(Number.POSITIVE_INFINITY);
  });
});
