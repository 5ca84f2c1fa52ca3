/** The whole product in one process, without its page. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { createStirQueue } from '#adapters/sqs-stirs.ts';
import { localHome as home } from '#local/arns.ts';
import { plantOf } from '#local/plant.ts';
import { type Product, type ProductOptions, startProduct } from '#local/product.ts';
import { type Assembly, assemble } from '#local/stack/assembly.ts';
import { lastTickMs } from '#local/tables.ts';
import { startRollout } from '#simulator/plant/commands.ts';

const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
const minuteMs = 60_000;
const fleetFile = join(import.meta.dirname, '../../examples/demo/empty.yaml');

let stackFolder: string;
let assembly: Assembly;
beforeAll(async () => {
  stackFolder = await mkdtemp(join(tmpdir(), 'flyball-stack-'));
  assembly = await assemble({ directory: stackFolder, fleetFile });
});
afterAll(() => rm(stackFolder, { recursive: true, force: true }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const options = (over: Partial<ProductOptions> = {}): ProductOptions => ({
  plant: plantOf([
    {
      cluster: 'shop',
      name: 'web',
      desired: 2,
      tags: { 'flyball:enabled': 'true' },
      load: () => 350,
    },
  ]),
  fleetFile,
  assembly,
  parameters: { Mode: 'act' },
  speed: 600,
  seed: 1,
  startMs,
  ...over,
});

const desired = ({ world }: Product) => world.find({ cluster: 'shop', name: 'web' })?.desired;

test('the deployed stack scales a service that only carries a tag, to what its load needs', async () => {
  const { assembly: _, ...fromNothing } = options();
  const product = await startProduct(fromNothing);
  // 350 requests a second at 60 of 100 each are 5.83 tasks.
  await vi.waitFor(() => expect(desired(product)).toBe(6), { timeout: 20_000 });
  await product.stop();
});

test('what the stack emits is in the local CloudWatch, and its heartbeat alarm is calm', async () => {
  const product = await startProduct(options());
  const heartbeat = () => product.alarms.list().find(({ name }) => name.includes('NoHeartbeat'));
  await vi.waitFor(() => expect(heartbeat()?.state).toBe('OK'), { timeout: 20_000 });
  const ticks = product.aws.readMetric(
    { namespace: 'Flyball', name: 'Ticks', dimensions: { Stack: 'Flyball' } },
    { startMs, endMs: startMs + 60 * minuteMs },
  );
  expect(ticks.data[0]).toMatchObject({ atMs: startMs + minuteMs, samples: { sum: 1 } });
  await product.stop();
});

test('a tick that fails is an error of the function, an alarm, and a message', async () => {
  const errors: (string | null)[] = [];
  const product = await startProduct(
    options({ listener: { onWake: (_, error) => void errors.push(error) } }),
  );
  product.aws.faults.set({ operation: 'dynamodb:PutItem', kind: 'error' });
  const failed = () => errors.filter((error) => error !== null);
  await vi.waitFor(() => expect(failed().length).toBeGreaterThan(0), { timeout: 30_000 });
  product.aws.faults.clear();
  const alarm = () => product.alarms.list().find(({ name }) => name.includes('TickErrors'));
  await vi.waitFor(() => expect(alarm()?.state).toBe('ALARM'), { timeout: 30_000 });
  expect(product.aws.published.map(({ subject }) => subject)).toContain(
    `ALARM: "${alarm()?.name}"`,
  );
  await vi.waitFor(() => expect(alarm()?.state).toBe('OK'), { timeout: 30_000 });
  await product.stop();
});

test('with a data directory the next run remembers, and its time goes on after the last tick', async () => {
  const first = await startProduct(options({ dataDirectory: folder }));
  await vi.waitFor(() => expect(desired(first)).toBe(6), { timeout: 20_000 });
  await first.stop();
  const second = await startProduct(options({ dataDirectory: folder }));
  const begunMs = second.clock.nowMs();
  expect(begunMs).toBeGreaterThan(startMs + minuteMs);
  expect(await lastTickMs(second.ask, second.table)).toBeLessThanOrEqual(begunMs);
  await vi.waitFor(() => expect(desired(second)).toBe(6), { timeout: 20_000 });
  await second.stop();
});

describe('the API under /control', () => {
  const signed = {
    authorization:
      'AWS4-HMAC-SHA256 Credential=ada/20261102/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0',
    'content-type': 'application/json',
  };

  it('takes an order that the next tick obeys, from whoever signs and nobody else', async () => {
    const product = await startProduct(options());
    await vi.waitFor(() => expect(desired(product)).toBe(6), { timeout: 20_000 });
    expect((await fetch(`${product.url}/control/services`)).status).toBe(403);
    const asked = await fetch(`${product.url}/control/services/shop~web/pin`, {
      method: 'POST',
      headers: signed,
      body: JSON.stringify({ tasks: 9, why: 'the launch' }),
    });
    expect(asked.status).toBe(200);
    expect(await asked.json()).toMatchObject({
      orders: [{ order: 'pin', tasks: 9, who: 'ada' }],
      missing: [],
    });
    await vi.waitFor(() => expect(desired(product)).toBe(9), { timeout: 20_000 });
    const audit = await fetch(`${product.url}/control/audit`, { headers: signed });
    expect(await audit.json()).toMatchObject({
      records: [{ command: 'pin', outcome: { kind: 'done' }, who: { kind: 'iam' } }],
    });
    const well = await fetch(`${product.url}/control/health`, { headers: signed });
    expect(await well.json()).toEqual({ status: 'healthy', failed: [] });
    await product.stop();
  });
});

test('what cannot start leaves nothing behind', async () => {
  const first = await startProduct(options());
  const port = Number(new URL(first.url).port);
  await expect(startProduct(options({ port }))).rejects.toThrow(`port ${port} is taken`);
  await first.stop();
});

test('a fleet larger than a shard is scaled by workers, by way of their queue', async () => {
  const plant = plantOf(
    Array.from({ length: 24 }, (_, index) => ({
      cluster: 'shop',
      name: `web-${index}`,
      desired: 2,
      tags: { 'flyball:enabled': 'true' },
      load: () => 350,
    })),
  );
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const scaled = new Set<string>();
  let ticks = 0;
  const product = await startProduct({
    ...options({ plant, parameters: { Mode: 'act', ShardSize: '10' } }),
    listener: {
      onDecision: ({ service }) => scaled.add(service),
      onWake: ({ event }) => {
        if (event.includes('"tick"')) ticks += 1;
        if (ticks >= 8) resolve();
      },
    },
  });
  await ended;
  const desired = product.world.services().map((run) => run.desired);
  const sent = product.aws.calls.get('sqs:SendMessageBatch') ?? 0;
  await product.stop();
  expect(sent).toBeGreaterThan(0);
  expect(Math.min(...desired)).toBeGreaterThan(2);
});

test('a rollout is told of in the queue of events about services', async () => {
  const product = await startProduct(options());
  const [{ queue } = { queue: '' }] = product.deployment.polled;
  const client = new SQSClient({
    region: home.region,
    endpoint: product.aws.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
  });
  const url = `https://sqs.us-east-1.amazonaws.com/${home.account}/${queue}`;
  const stirs = createStirQueue(client, url, () => undefined);
  product.world.change({ cluster: 'shop', name: 'web' }, startRollout);
  const deadline = { remainingMs: () => 20_000, signal: new AbortController().signal };
  await vi.waitFor(
    async () => {
      const { services } = await stirs.receive(deadline);
      expect(services).toEqual([{ ...home, cluster: 'shop', name: 'web' }]);
    },
    { timeout: 20_000 },
  );
  await product.stop();
});
