/** The queue of events about services, on the local AWS. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { createStirQueue } from '#adapters/sqs-stirs.ts';
import { keyOf } from '#engine/model.ts';
import { manualClock } from '#local/clock.ts';
import { createPolledQueue } from '#local/polled-queue.ts';
import { startLocalAws } from '#local/server.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { anyone } from './dynamodb.ts';
import { deadlineIn, home, idOf } from './sample.ts';

const deadline = deadlineIn(20_000);
const url = 'https://sqs.us-east-1.amazonaws.com/123456789012/stirred';
const visibilityMs = 50_000;

const eventOf = (name: string): string =>
  JSON.stringify({
    source: 'aws.ecs',
    ...home,
    resources: [`arn:aws:ecs:${home.region}:${home.account}:service/${idOf(name).cluster}/${name}`],
    detail: {},
  });

const prepare = async () => {
  const clock = manualClock(0);
  const queue = createPolledQueue({ nowMs: clock.nowMs, retentionMs: 600_000, visibilityMs });
  const world = createWorld({ seed: 1, startMs: 0, services: [] });
  const aws = await startLocalAws({ world, clock, mailboxes: new Map([['stirred', queue]]) });
  const settings = { region: home.region, endpoint: aws.url, useQueueUrlAsEndpoint: false };
  const warnings: string[] = [];
  const stirs = createStirQueue(new SQSClient({ ...settings, ...anyone }), url, (message) =>
    warnings.push(message),
  );
  const put = (body: string) => queue.put({ messageId: body.slice(0, 9), body });
  const names = async () => (await stirs.receive(deadline)).services.map(({ name }) => name).sort();
  return { aws, clock, stirs, put, names, warnings };
};

const withQueue = async (use: (tools: Awaited<ReturnType<typeof prepare>>) => Promise<void>) => {
  const tools = await prepare();
  try {
    await use(tools);
  } finally {
    await tools.aws.stop();
  }
};

test('every service that something happened to is named once, however much happened', () =>
  withQueue(async ({ put, stirs }) => {
    for (let index = 0; index < 60; index += 1) put(eventOf(`web-${index % 25}`));
    const { services } = await stirs.receive(deadline);
    expect(new Set(services.map(keyOf)).size).toBe(25);
    expect(services).toHaveLength(25);
  }));

test('what was not heard comes again, and what was heard does not', () =>
  withQueue(async ({ put, stirs, names, clock }) => {
    put(eventOf('web'));
    expect(await names()).toEqual(['web']);
    clock.advance(visibilityMs);
    const again = await stirs.receive(deadline);
    expect(again.services).toHaveLength(1);
    await again.heard(deadline);
    clock.advance(visibilityMs);
    expect(await names()).toEqual([]);
  }));

test('what is no event is dropped with a warning, and stops nothing', () =>
  withQueue(async ({ put, stirs, names, clock, warnings }) => {
    put('{"hello":');
    put('x'.repeat(250_000));
    put(eventOf('web'));
    const { services, heard } = await stirs.receive(deadline);
    expect(services).toEqual([idOf('web')]);
    expect(warnings).toEqual([expect.stringContaining('2 messages')]);
    await heard(deadline);
    clock.advance(visibilityMs);
    expect(await names()).toEqual([]);
  }));

test('a flood is taken up over several ticks', () =>
  withQueue(async ({ put, names }) => {
    for (let index = 0; index < 450; index += 1) put(eventOf(`web-${index}`));
    const first = await names();
    const then = await names();
    expect(first).toHaveLength(400);
    expect(then).toHaveLength(50);
  }));

test('when the queue gives no answer nothing was told, and nobody fails over it', () =>
  withQueue(async ({ aws, put, names, warnings }) => {
    put(eventOf('web'));
    await aws.stop();
    expect(await names()).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('could not be read')]);
  }));

test('without a queue nothing is told', async () => {
  const stirs = createStirQueue(new SQSClient({ region: home.region }), null, () => undefined);
  expect((await stirs.receive(deadline)).services).toEqual([]);
});
