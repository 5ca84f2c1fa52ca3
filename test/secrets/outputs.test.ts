/** D9: secrets are fed through every input, and every output is searched for them. */
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createAlertBook } from '#adapters/dynamodb-alerts.ts';
import { createDecisionLog } from '#adapters/dynamodb-decisions.ts';
import { createOutbox, eventPost, notificationPost } from '#adapters/dynamodb-outbox.ts';
import { createEventBus } from '#adapters/eventbridge.ts';
import { overrideScopeKey, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { createNotifier } from '#adapters/sns.ts';
import { type Table, toItem } from '#adapters/table.ts';
import { keyOf } from '#engine/model.ts';
import { createLog } from '#lib/function/log.ts';
import { logReport } from '#lib/function/log-report.ts';
import type { Ports } from '#lib/ports.ts';
import { runTick } from '#lib/tick.ts';
import { type Stopping, startTable } from '../adapters/dynamodb.ts';
import { fakeAws } from '../adapters/with-fake-aws.ts';
import { run } from '../cli/support.ts';
import { cpuOf, fleetOf, idOf, inputOf, startMs, viewOf, worldOf } from '../tick/support.ts';

const marks = ['hunter2', 'dXNlcjpwYXNzd29yZA', 's3cr3tsignature', 'AKIAIOSFODNN7EXAMPLE'] as const;

/** As proxies and SDKs repeat what they were sent. */
const leak = `Authorization: Basic ${marks[1]}= Credential=${marks[3]}/x, Signature=${marks[2]} at https://bob:${marks[0]}@proxy.example/x?token=${marks[0]}`;

let server: Stopping;
let table: Table;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
});
afterAll(() => server.stop());

const leakyWorld = () => {
  const world = worldOf([
    { name: 'web', desired: 4, cpu: 90 },
    { name: 'refused', desired: 4, cpu: 90 },
    { name: 'blind', desired: 4, cpu: 60 },
    { name: 'lost', desired: 4, cpu: 60 },
    { name: 'rivalled', desired: 4, cpu: 60 },
  ]);
  const tags = { 'flyball:enabled': 'true', 'flyball:max': `token=${marks[0]}`, secret: marks[0] };
  placeService(world, viewOf('tagged', 4, { tags }), { cpu: cpuOf(60, 4) });
  world.refusals.set(keyOf(idOf('refused')), { kind: 'refused', cause: leak, retryable: false });
  world.readings.set(keyOf(idOf('blind')), { cpu: { kind: 'failed', cause: leak } });
  world.lookups.set(keyOf(idOf('lost')), { kind: 'failed', cause: leak });
  world.rivals.set(keyOf(idOf('rivalled')), { resourceId: 'r', detail: leak });
  world.orders.set(overrideScopeKey({ kind: 'service', service: idOf('web') }), {
    kind: 'known',
    overrides: [
      {
        order: { kind: 'pin', tasks: 9 },
        scope: 'service',
        setAtMs: startMs,
        expiresAtMs: startMs + 3_600_000,
        who: `ada password=${marks[0]}`,
        why: leak,
      },
    ],
  });
  return world;
};

const fleet = fleetOf(
  'alerts: { no-data: { after: 0s }, service-failed: { after: 0s }, at-ceiling: { after: 0s } }',
);

const expectClean = (output: string): void => {
  for (const mark of marks) expect(output).not.toContain(mark);
};

const leakyPorts = async () => {
  const published =
    '<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>';
  const sns = await fakeAws({ Publish: () => ({ body: published }) });
  const bus = await fakeAws({
    PutEvents: () => ({ body: JSON.stringify({ FailedEntryCount: 0, Entries: [] }) }),
  });
  const ports: Partial<Ports> = {
    notifier: createNotifier(new SNSClient(sns.settings), 'arn:topic'),
    events: {
      bus: createEventBus(new EventBridgeClient(bus.settings)),
      outbox: createOutbox(table, eventPost, () => {}),
    },
    outbox: createOutbox(table, notificationPost, () => {}),
    alerts: createAlertBook(table, () => {}),
    decisions: createDecisionLog(table),
    directory: {
      tagged: createMemoryPorts(leakyWorld()).directory.tagged,
      tend: () => Promise.resolve(),
    },
  };
  return { ports, sent: () => JSON.stringify([sns.calls, bus.calls]) };
};

const items = async (pk: string): Promise<string> => {
  const { Items } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: toItem({ ':pk': pk }),
    }),
  );
  return JSON.stringify(Items);
};

test('no secret gets into a log, a message, an event or the table', async () => {
  const world = leakyWorld();
  const { ports, sent } = await leakyPorts();
  const all = { ...createMemoryPorts(world), ...ports };
  const report = await runTick(inputOf(world, { ports: all, fleet }));
  expect(report.failed.length).toBeGreaterThan(0);
  const lines: string[] = [];
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(String(line)));
  }
  // Or the logger writes to a console of its own.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  const log = createLog({ logLevel: 'DEBUG' });
  logReport(log, report);
  log.error('failed', { error: new Error('outer', { cause: new Error(leak) }) });
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  const stored = await Promise.all(['ALERT', 'FLEET', `SERVICE#${keyOf(idOf('web'))}`].map(items));
  for (const output of [lines.join('\n'), sent(), ...stored]) expectClean(output);
  expect(lines.join('\n')).toContain('***');
  expect(sent()).toContain('***');
  expect(stored[0]).toContain('***');
  expect(stored[2]).toContain('***');
});

test('no secret gets into what is kept until it can be told', async () => {
  const owed = {
    kind: 'alert',
    severity: 'error',
    subject: leak,
    text: leak,
    detail: { password: marks[0], list: [leak] },
  } as const;
  const outbox = createOutbox(table, notificationPost, () => {});
  const deadline = inputOf(leakyWorld()).deadline;
  await outbox.settle([], [owed], deadline);
  expectClean(await items('FLEET'));
  expect(await outbox.load(deadline)).toHaveLength(1);
});

test.each([
  'plan',
  'status',
  'explain prod/web',
  'doctor',
  'alerts',
  'overrides',
  'history prod/web',
])('no secret is shown by flyball %s, as text or as data', async (line) => {
  const aws = leakyWorld();
  await runTick(inputOf(aws, { fleet }));
  const env = { FLYBALL_TABLE: 'flyball', SOME_TOKEN: marks[0] };
  for (const each of [line, `${line} --json`]) {
    const { out, err } = await run(each, { env, aws });
    expect(out + err).not.toBe('');
    expectClean(out + err);
  }
});
