/**
 * How tagged services are found, over HTTP, with the limits of AWS on: `node bench/discovery.ts [services…]`. Time is
 * real, because the limits refill in it; only between two ticks it jumps, and then the buckets are full as they would be.
 */
import { createAwsPorts } from '#adapters/aws-ports.ts';
import type { Deadline, Directory } from '#lib/ports.ts';
import { createDynamoDbBackend } from '#local/dynamodb-backend.ts';
import { askDynamoDb } from '#local/dynamodb-client.ts';
import { startLocalAws } from '#local/server.ts';
import { createTable } from '#local/tables.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { printTable, type Row } from './table.ts';

const minuteMs = 60_000;
const tableName = 'flyball';
const home = { account: '123456789012', region: 'us-east-1' };

process.env['AWS_ACCESS_KEY_ID'] = 'local';
process.env['AWS_SECRET_ACCESS_KEY'] = 'local';

/** A tick's. */
const deadline = (): Deadline => {
  const endMs = performance.now() + 48_000;
  return { remainingMs: () => endMs - performance.now(), signal: AbortSignal.timeout(48_000) };
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
};

/** The first of five ticks begins a sweep, and the last one the next. */
const sweep = async (directory: Directory, sinceMs: number): Promise<readonly number[]> => {
  const tookMs: number[] = [];
  for (let minute = 0; minute < 5; minute += 1) {
    const nowMs = sinceMs + minute * minuteMs;
    tookMs.push(await timed(() => directory.tend(nowMs, deadline())));
  }
  return tookMs;
};

const measure = async (count: number): Promise<Row> => {
  const services = Array.from({ length: count }, (_, index) => ({
    cluster: `cluster-${index % 20}`,
    name: `service-${index}`,
    desired: 0,
    tags: { 'flyball:enabled': 'true' },
  }));
  const startMs = Date.now();
  const backend = createDynamoDbBackend();
  await createTable(askDynamoDb(backend), tableName);
  const world = createWorld({ seed: 1, startMs, services });
  const aws = await startLocalAws({ world, clock: { nowMs: Date.now }, backend });
  let warnings = 0;
  const warn = (): void => {
    warnings += 1;
  };
  const topicArn = 'arn:aws:sns:us-east-1:123456789012:flyball';
  const directoryOf = () =>
    createAwsPorts({ home, table: tableName, topicArn, endpoint: aws.url, warn }).directory;
  const pages = () => aws.calls.get('tag:GetResources') ?? 0;
  try {
    const first = directoryOf();
    const firstMs = await timed(() => first.tagged(startMs, deadline()));
    const firstPages = pages();
    const cold = directoryOf();
    let found = 0;
    const coldMs = await timed(async () => {
      found = (await cold.tagged(startMs + minuteMs, deadline())).services.length;
    });
    const coldPages = pages() - firstPages;
    await first.tend(startMs + 4 * minuteMs - 1, deadline());
    const ticks = await sweep(first, startMs + 5 * minuteMs);
    const swept = pages() - firstPages - coldPages;
    return [
      count,
      found,
      firstPages,
      firstMs,
      coldPages,
      coldMs,
      swept,
      Math.max(...ticks),
      warnings,
    ];
  } finally {
    await aws.stop();
    await backend.stop();
  }
};

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 2_000, 20_000];
const rows: Row[] = [];
for (const count of counts) rows.push(await measure(count));
printTable('Finding tagged services, in calls and milliseconds', [
  [
    'services',
    'found',
    'first: calls',
    'ms',
    'cold start: calls',
    'ms',
    'five minutes of ticks: calls',
    'worst tick, in the background, ms',
    'throttled',
  ],
  ...rows,
]);
