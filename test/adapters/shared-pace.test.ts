import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSharedPace } from '#adapters/shared-pace.ts';
import type { Table } from '#adapters/table.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn, home } from './sample.ts';

let server: Stopping;
let table: Table;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
});
afterAll(() => server.stop());

/** Time that moves only by waiting. */
const paces = (count: number, name: string) => {
  let now = 0;
  const wait = async (ms: number): Promise<void> => {
    now += ms;
  };
  const limit = { name, burst: 40, perSecond: 4, atOnce: 5 };
  const options = { table, home, ...limit, nowMs: () => now, wait, random: () => 0 };
  return {
    functions: Array.from({ length: count }, () => createSharedPace(options)),
    nowMs: () => now,
    rest: (ms: number) => {
      now += ms;
    },
  };
};

test('eight functions together get a burst, and then no more than the rate', async () => {
  const { functions, nowMs } = paces(8, 'together');
  const deadline = deadlineIn(60_000);
  const given: boolean[] = [];
  for (let round = 0; round < 10; round += 1) {
    given.push(...(await Promise.all(functions.map((pace) => pace(deadline)))));
  }
  expect(given.every(Boolean)).toBe(true);
  // 80 calls, of which the tokens of one lease may lie with each function unused.
  expect(nowMs()).toBeGreaterThanOrEqual(((80 - 40) / 4) * 1000 - 250);
});

test('whoever could not be served before the deadline is told at once', async () => {
  const { functions } = paces(1, 'late');
  const [pace] = functions;
  for (let count = 0; count < 40; count += 1) await pace?.(deadlineIn(60_000));
  expect(await pace?.(deadlineIn(10))).toBe(false);
});

test('a rest fills the burst again, and no more than that', async () => {
  const { functions, rest, nowMs } = paces(1, 'rest');
  const [pace] = functions;
  for (let count = 0; count < 40; count += 1) await pace?.(deadlineIn(60_000));
  rest(3_600_000);
  const before = nowMs();
  for (let count = 0; count < 41; count += 1) await pace?.(deadlineIn(60_000));
  expect(nowMs() - before).toBeGreaterThan(0);
});

test('without the table each function keeps to the rate alone', async () => {
  const gone = { ...table, name: 'gone' };
  const pace = createSharedPace({
    table: gone,
    home,
    name: 'x',
    burst: 40,
    perSecond: 4,
    atOnce: 2,
  });
  expect(await pace(deadlineIn(5_000))).toBe(true);
});
