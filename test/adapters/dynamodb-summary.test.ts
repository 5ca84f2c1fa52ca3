import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDivisionBook } from '#adapters/dynamodb-division.ts';
import { createFleetSummaries } from '#adapters/dynamodb-summary.ts';
import { packed, unpacked } from '#adapters/summary-item.ts';
import { divisionKey, summaryKey, type Table, toItem } from '#adapters/table.ts';
import type { FleetSummary, SummaryRow } from '#lib/fleet-summary.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn } from './sample.ts';

const deadline = deadlineIn(20_000);
const minuteMs = 60_000;
let server: Stopping;
let table: Table;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
});
afterAll(() => server.stop());

const counts = {
  failed: 0,
  'left-out': 0,
  'breaker-open': 0,
  'no-data': 0,
  frozen: 0,
  paused: 0,
  out: 0,
  in: 0,
  held: 0,
  steady: 1,
};

const row = (name: string, why = 'Hold at 4.'): SummaryRow => ({
  service: { account: '123456789012', region: 'us-east-1', cluster: 'prod', name },
  standing: 'steady',
  why,
  counts: { desired: 4, running: 4, min: 1, max: 10 },
  asked: 4,
  mode: 'act',
  signal: { name: 'cpu', value: 60, target: 60 },
  lastChange: { atMs: 0, from: 3, to: 4, by: 'flyball' },
  group: null,
  vcpu: 1,
  alerts: ['at-ceiling'],
  forecast: 'none',
});

const summaryOf = (shard: string, minute: number, rows = [row('web')]): FleetSummary => ({
  shard,
  tickMs: minute * minuteMs,
  durationMs: 300 + minute,
  billedMetrics: 1,
  spend: null,
  counts,
  rows,
  rowsCut: 0,
});

describe('the fleet summary in the table', () => {
  it('is read back as it was written, all shards of it', async () => {
    const summaries = createFleetSummaries(table);
    const first = summaryOf('a', 1);
    const second = summaryOf('b', 1, [row('<script>alert("😀")</script>')]);
    expect(await summaries.publish(first, deadline)).toBe('written');
    expect(await summaries.publish(second, deadline)).toBe('written');
    const { summaries: read } = await summaries.read(deadline);
    expect(read).toEqual([first, second]);
  });

  it('is written when it says something new or has become old, and never over a later one', async () => {
    const summaries = createFleetSummaries(table);
    const changed = [row('web', 'Scale out.')];
    const outcomes = [];
    for (const [minute, rows] of [
      [10, [row('web')]],
      [11, [row('web')]],
      [12, changed],
      [11, [row('web')]],
      [16, changed],
      [17, changed],
    ] as const) {
      outcomes.push(await summaries.publish(summaryOf('c', minute, [...rows]), deadline));
    }
    const [w, u] = ['written', 'unchanged'];
    expect(outcomes).toEqual([w, u, w, u, u, w]);
  });

  it('survives a hundred writers at once with the latest tick in the table', async () => {
    const minutes = Array.from({ length: 100 }, (_, index) => index);
    await Promise.all(
      minutes.map((minute) =>
        createFleetSummaries(table).publish(
          summaryOf('d', minute, [row('web', `${minute}`)]),
          deadline,
        ),
      ),
    );
    const { summaries } = await createFleetSummaries(table).read(deadline);
    expect(summaries.find(({ shard }) => shard === 'd')?.tickMs).toBe(99 * minuteMs);
  });

  it('names an item that is none of ours, and reads the others', async () => {
    const foreign = toItem({ ...summaryKey('foreign'), rows: new Uint8Array([1, 2, 3]) });
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: foreign }));
    const { summaries, unread } = await createFleetSummaries(table).read(deadline);
    expect(unread).toMatchObject([{ shard: 'foreign' }]);
    expect(summaries.length).toBeGreaterThanOrEqual(1);
  });

  it('writes over an item that is none of ours', async () => {
    expect(await createFleetSummaries(table).publish(summaryOf('foreign', 1), deadline)).toBe(
      'written',
    );
  });
});

describe('rows that an item has no room for', () => {
  const noise = (length: number, seed: number): string =>
    Array.from({ length }, (_, at) =>
      String.fromCharCode(33 + ((seed * 7919 + at * at * 31) % 90)),
    ).join('');
  const many = Array.from({ length: 4_000 }, (_, index) => row(`s${index}`, noise(200, index)));

  it('are cut from the end, and the cut is stated', () => {
    const bytes = packed(summaryOf('a', 1, many), 50_000);
    const { rows, rowsCut } = unpacked(bytes);
    expect(bytes.length).toBeLessThanOrEqual(50_000);
    expect(rows.length + rowsCut).toBe(4_000);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(many.slice(0, rows.length));
  });

  it('are none where the item has room', () => {
    expect(unpacked(packed(summaryOf('a', 1, many.slice(0, 10)))).rowsCut).toBe(0);
  });

  it('are all cut where there is room for none, and that is the end of it', () => {
    expect(unpacked(packed(summaryOf('a', 1, many), 1)).rows).toEqual([]);
  });
});

describe('the summaries of a divided fleet', () => {
  it('are those of its shards now, and go with the others a day after their last tick', async () => {
    const own = await startTable();
    try {
      const summaries = createFleetSummaries(own.table);
      const divisions = createDivisionBook(own.table);
      for (const shard of ['0', 'a/0', 'a/1', 'b/0']) {
        await summaries.publish(summaryOf(shard, 5), deadline);
      }
      const shown = async () =>
        (await summaries.read(deadline)).summaries.map(({ shard }) => shard).sort();
      expect(await shown()).toEqual(['0', 'a/0', 'a/1', 'b/0']);
      const division = { shards: ['a/0', 'a/1'], sinceMs: 5 * minuteMs };
      await divisions.keep(division, deadline);
      expect(await shown()).toEqual(['0', 'a/0', 'a/1']);
      expect((await summaries.read(deadline)).division).toEqual(division);
      expect(await divisions.read(deadline)).toEqual(division);
      await divisions.keep({ shards: [], sinceMs: 6 * minuteMs }, deadline);
      expect(await shown()).toEqual(['0']);
      const { Item } = await own.table.client.send(
        new GetItemCommand({ TableName: own.table.name, Key: toItem(summaryKey('b/0')) }),
      );
      expect(Item?.['expiresAt']).toEqual({ N: String(5 * 60 + 86_400) });
    } finally {
      await own.stop();
    }
  });

  it('are all shown where nobody can read how it is divided', async () => {
    const own = await startTable();
    try {
      const summaries = createFleetSummaries(own.table);
      await summaries.publish(summaryOf('a/0', 5), deadline);
      const Item = toItem({ ...divisionKey, shards: 'broken' });
      await own.table.client.send(new PutItemCommand({ TableName: own.table.name, Item }));
      expect((await summaries.read(deadline)).summaries.map(({ shard }) => shard)).toEqual(['a/0']);
    } finally {
      await own.stop();
    }
  });
});
