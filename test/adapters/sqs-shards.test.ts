import { createHash, randomBytes } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { createShardQueue } from '#adapters/sqs-shards.ts';
import { keyOf } from '#engine/model.ts';
import type { ShardOrder } from '#lib/shards/order.ts';
import { readOrder } from '#lib/shards/order-schema.ts';
import { manualClock } from '#local/clock.ts';
import type { Letter } from '#local/mailbox.ts';
import { startLocalAws } from '#local/server.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { anyone } from './dynamodb.ts';
import { deadlineIn, home, idOf } from './sample.ts';

const deadline = deadlineIn(20_000);
const url = 'https://sqs.us-east-1.amazonaws.com/123456789012/shards';

const orderOf = (shard: string, services = [idOf('web')]): ShardOrder => ({
  tickMs: 60_000,
  shard,
  speaksForAll: shard.endsWith('/0'),
  split: 'a',
  holders: { backend: [shard] },
  fleetServices: 9,
  fleetShards: 2,
  homeServices: 9,
  stirred: [],
  services,
  rivals: null,
});

const withQueue = async (
  use: (queue: ReturnType<typeof createShardQueue>, got: readonly Letter[]) => Promise<void>,
  onDelay: (seconds: number) => void = () => undefined,
) => {
  const got: Letter[] = [];
  const put = (letter: Letter, delaySeconds = 0): void => {
    got.push(letter);
    onDelay(delaySeconds);
  };
  const mailboxes = new Map([['shards', { put }]]);
  const world = createWorld({ seed: 1, startMs: 0, services: [] });
  const aws = await startLocalAws({ world, clock: manualClock(0), mailboxes });
  const settings = { region: home.region, endpoint: aws.url, useQueueUrlAsEndpoint: false };
  try {
    await use(createShardQueue(new SQSClient({ ...settings, ...anyone }), url), got);
  } finally {
    await aws.stop();
  }
};

test('every shard arrives as it was sent, ten a call', async () => {
  const orders = Array.from({ length: 23 }, (_, index) => orderOf(`s/${index}`));
  await withQueue(async (queue, got) => {
    expect(await queue.send(orders, deadline)).toEqual([]);
    const read = got.map(({ body }) => readOrder(body));
    expect(read.toSorted((a, b) => (a.shard < b.shard ? -1 : 1))).toEqual(
      orders.toSorted((a, b) => (a.shard < b.shard ? -1 : 1)),
    );
  });
});

test('shards of 500 services with the longest names fit, few a call', async () => {
  const services = Array.from({ length: 500 }, (_, index) => idOf(`${index}-`.padEnd(255, 'x')));
  const orders = Array.from({ length: 12 }, (_, index) => orderOf(`s/${index}`, services));
  await withQueue(async (queue, got) => {
    expect(await queue.send(orders, deadline)).toEqual([]);
    expect(got).toHaveLength(12);
  });
});

const noise = (index: number): string =>
  createHash('sha512').update(`${index}`).digest('base64url').repeat(3).slice(0, 255);

test('a shard of 2,000 services with the longest names, each with a rival and stirred, arrives', async () => {
  const services = Array.from({ length: 2_000 }, (_, index) => idOf(noise(index)));
  const rivals = services.map((id) => ({
    service: keyOf(id),
    resourceId: `service/${id.cluster}/${id.name}`,
    detail: 'target tracking from 1 to 10',
  }));
  const order: ShardOrder = { ...orderOf('s/0', services), stirred: services, rivals };
  await withQueue(async (queue, got) => {
    expect(await queue.send([order, orderOf('s/1')], deadline)).toEqual([]);
    expect(got.map(({ body }) => readOrder(body)).find(({ shard }) => shard === 's/0')).toEqual(
      order,
    );
  });
});

test('a shard that is too long for a message is named with the remedy, and keeps no other one', async () => {
  const bytes = (index: number) => randomBytes(191).toString('base64url') + index;
  const services = Array.from({ length: 6_000 }, (_, index) => idOf(bytes(index)));
  await withQueue(async (queue, got) => {
    const unsent = await queue.send([orderOf('s/0', services), orderOf('s/1')], deadline);
    expect(unsent).toMatchObject([
      { shard: 's/0', cause: expect.stringContaining('lower ShardSize') },
    ]);
    expect(got.map(({ body }) => readOrder(body).shard)).toEqual(['s/1']);
  });
});

test('shards whose reads are not there yet are delayed by the queue', async () => {
  const delays: number[] = [];
  const services = Array.from({ length: 500 }, (_, index) => ({
    ...idOf(`web-${index}`),
    cluster: `c-${index % 20}`,
  }));
  const orders = Array.from({ length: 20 }, (_, index) => orderOf(`s/${index}`, services));
  await withQueue(
    async (queue) => {
      expect(await queue.send(orders, deadline)).toEqual([]);
      expect(delays.filter((seconds) => seconds === 0)).toHaveLength(6);
      expect(Math.max(...delays)).toBe(13);
    },
    (seconds) => delays.push(seconds),
  );
});

test('without a queue every shard is named as not sent', async () => {
  const unsent = await createShardQueue(new SQSClient({ region: 'x' }), null).send(
    [orderOf('s/0')],
    deadline,
  );
  expect(unsent).toMatchObject([{ shard: 's/0', cause: expect.stringContaining('whole stack') }]);
});

test.each([
  '',
  '{}',
  'null',
  '{"kind":"tick"}',
  '{"kind":"packed-shard","gzip":"SGVsbG8="}',
  '<xml/>',
])('a message that is none of ours, %j, is refused', (body) => {
  expect(() => readOrder(body)).toThrow('no shard of a tick');
});
