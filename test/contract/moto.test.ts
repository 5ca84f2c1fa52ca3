/**
 * The adapters against moto's server, which nobody here wrote: so that our own local AWS is not the only judge.
 * `.ci/moto` starts it and sets MOTO_URL. Moto gives no percentiles, no throttling and no limits.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { createAwsPorts } from '#adapters/aws-ports.ts';
import type { Reading } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { OpenAlert, Ports } from '#lib/ports.ts';
import { deadlineIn, home, idOf, readOf, stateOf } from '../adapters/sample.ts';
import {
  createBalancedTargetGroup,
  createBusyQueue,
  createCluster,
  createFlyballTable,
  createService,
  createTopicWithInbox,
  motoClients,
  putMetric,
  registerTarget,
} from './moto-world.ts';

const url = process.env['MOTO_URL'];
if (url === undefined) console.info('Skipped: the contract with moto. Run .ci/moto to play it.');
const deadline = deadlineIn(60_000);

/** CloudWatch takes no points older than two weeks. */
const endMs = Math.floor(Date.now() / 60_000) * 60_000;
const minuteAgoMs = endMs - 60_000;

const furnish = async (endpoint: string) => {
  // The SDK signs with these; moto looks at neither.
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  const clients = motoClients(endpoint);
  const { name: table } = await createFlyballTable(clients);
  const { topicArn, received } = await createTopicWithInbox(clients);
  const queueUrl = await createBusyQueue(clients);
  const targetGroup = await createBalancedTargetGroup(clients, endpoint);
  await createCluster(clients, 'shop');
  const web = { name: 'web', desired: 2, enabled: true, targetGroupArn: targetGroup.arn };
  await createService(clients, 'shop', web);
  await createService(clients, 'shop', { name: 'quiet', desired: 1, enabled: false });
  await registerTarget(clients, 'service/shop/web', false);
  await registerTarget(clients, 'service/shop/quiet', true);
  const ports = createAwsPorts({ home, table, topicArn, endpoint });
  return { clients, ports, queueUrl, received, targetGroup };
};

describe.skipIf(url === undefined)('moto', () => {
  let world: Awaited<ReturnType<typeof furnish>>;
  let ports: Ports;

  beforeAll(async () => {
    world = await furnish(url ?? '');
    ports = world.ports;
  });

  const readSignal = async (definition: Read['definition']): Promise<Reading | undefined> => {
    const read = readOf({
      definition,
      signal: 'it',
      startMs: endMs - 600_000,
      endMs,
      targetGroupArns: [world.targetGroup.arn],
    });
    const { readings } = await ports.signals.read([read], deadline);
    return readings.get(keyOf(read.service))?.['it'];
  };

  test('a service is found with its counts, tags and target groups', async () => {
    const found = await ports.serviceReader.describe([idOf('web'), idOf('gone')], deadline);
    expect(found.get(keyOf(idOf('web')))).toMatchObject({
      kind: 'found',
      view: {
        desired: 2,
        tags: { 'flyball:enabled': 'true' },
        targetGroupArns: [world.targetGroup.arn],
      },
    });
    expect(found.get(keyOf(idOf('gone')))).toEqual({ kind: 'missing' });
  });

  test('a desired count that is written is read back', async () => {
    expect(await ports.serviceWriter.setDesired(idOf('quiet'), 3, deadline)).toEqual({
      kind: 'written',
    });
    const found = await ports.serviceReader.describe([idOf('quiet')], deadline);
    expect(found.get(keyOf(idOf('quiet')))).toMatchObject({ view: { desired: 3 } });
  });

  test('a count for a service that is gone is refused for good', async () => {
    expect(await ports.serviceWriter.setDesired(idOf('gone'), 3, deadline)).toMatchObject({
      kind: 'refused',
      retryable: false,
      cause: expect.stringContaining('ServiceNotFoundException'),
    });
  });

  test('only services with the enabling tag are listed', async () => {
    expect((await ports.directory.tagged(endMs, deadline)).services).toEqual([
      { id: idOf('web'), membership: {} },
    ]);
  });

  test('only targets that are not suspended are rivals', async () => {
    const { found: rivals } = await ports.rivals.find(endMs, deadline);
    expect([...rivals.keys()]).toEqual([keyOf(idOf('web'))]);
  });

  test('cpu comes with the tasks it is an average of', async () => {
    await putMetric(world.clients, {
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      dimensions: { ClusterName: 'shop', ServiceName: 'web' },
      atMs: minuteAgoMs,
      values: [40, 80],
    });
    expect(await readSignal({ kind: 'cpu' })).toEqual({
      kind: 'series',
      points: [{ atMs: minuteAgoMs, value: 60, tasks: 2 }],
    });
    expect(await readSignal({ kind: 'memory' })).toEqual({ kind: 'absent' });
  });

  test('requests are found under the load balancer of the target group', async () => {
    await putMetric(world.clients, {
      namespace: 'AWS/ApplicationELB',
      metric: 'RequestCount',
      dimensions: world.targetGroup.dimensions,
      atMs: minuteAgoMs,
      values: [30, 12],
    });
    expect(await readSignal({ kind: 'requests' })).toEqual({
      kind: 'series',
      points: [{ atMs: minuteAgoMs, value: 42 }],
    });
    expect(await readSignal({ kind: 'errors' })).toEqual({
      kind: 'series',
      points: [{ atMs: minuteAgoMs, value: 0 }],
    });
  });

  test('the depth of a queue counts what waits and what is being worked on', async () => {
    const reading = await readSignal({ kind: 'queueDepth', queueUrl: world.queueUrl });
    expect(reading).toEqual({ kind: 'series', points: [{ atMs: endMs, value: 3 }] });
  });

  test('of 20 claims of a tick one wins', async () => {
    const claims = Array.from({ length: 20 }, () => ports.claims.claim('0', endMs, deadline));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
  });

  test('a state is saved over its own version only', async () => {
    expect(await ports.states.save(idOf('web'), stateOf(), 0, deadline)).toBe('saved');
    expect(await ports.states.save(idOf('web'), stateOf(), 0, deadline)).toBe('conflict');
    const recalled = await ports.states.load([idOf('web'), idOf('new')], deadline);
    expect([...recalled.values()]).toEqual([
      { kind: 'found', state: stateOf(), version: 1 },
      { kind: 'new' },
    ]);
  });

  test('an alert opens once and is closed', async () => {
    const alert: OpenAlert = {
      code: 'no-data',
      severity: 'warning',
      service: null,
      group: null,
      message: 'm',
      openedAtMs: endMs,
      ticks: 1,
      toldAtMs: 1_000,
      resolution: null,
    };
    await ports.alerts.keep({ ...alert, toldAtMs: null }, deadline);
    await ports.alerts.keep(alert, deadline);
    expect(await ports.alerts.open(deadline)).toEqual([alert]);
    await ports.alerts.resolve(alert, endMs, deadline);
    expect(await ports.alerts.open(deadline)).toEqual([]);
  });

  test('a notification reaches who subscribed', async () => {
    await ports.notifier.publish(
      { kind: 'alert', severity: 'error', subject: 's', text: 'hello', detail: {} },
      deadline,
    );
    expect((await world.received()).join()).toContain('hello');
  });
});
