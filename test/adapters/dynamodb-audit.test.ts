import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuditTrail } from '#adapters/dynamodb-audit.ts';
import { createCanary } from '#adapters/dynamodb-canary.ts';
import { createOverrideBook } from '#adapters/dynamodb-override-book.ts';
import { createOverrides } from '#adapters/dynamodb-overrides.ts';
import { fromItem, type Table, toItem } from '#adapters/table.ts';
import { keyOf } from '#engine/model.ts';
import type { AuditEntry, AuditTrail } from '#lib/control/audit.ts';
import { ask, fleetWith, rowOf, stageOf } from '../control/support.ts';
import { idOf, startMs } from '../tick/support.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn } from './sample.ts';

const deadline = deadlineIn(60_000);
const warnings: string[] = [];
let server: Stopping;
let table: Table;
let audit: AuditTrail;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
  audit = createAuditTrail(table, (message) => warnings.push(message));
});
afterAll(() => server.stop());

const entry = (id: string, atMs = startMs): AuditEntry => ({
  id,
  atMs,
  actor: { kind: 'iam', arn: 'arn:aws:iam::1:user/ada', account: '1' },
  sourceIp: null,
  command: 'pin',
  target: 'prod/web',
  details: { tasks: 3 },
  why: 'the launch',
});

const item = async (sk: string) => {
  const Key = toItem({ pk: 'AUDIT', sk });
  const { Item } = await table.client.send(new GetItemCommand({ TableName: table.name, Key }));
  return Item === undefined ? undefined : fromItem(Item);
};

describe('the audit trail', () => {
  test('is kept for 90 days, at the time and under the id of its request', async () => {
    await audit.begin(entry('r-1'), deadline);
    expect(await item(`${new Date(startMs).toISOString()}#r-1`)).toMatchObject({
      outcome: null,
      expiresAt: startMs / 1000 + 90 * 86_400,
    });
  });

  test('reads back what was written, newest first, from the place on that is asked for', async () => {
    const [older, newer] = [entry('r-2', startMs + 1), entry('r-3', startMs + 2)];
    for (const each of [older, newer]) await audit.begin(each, deadline);
    const outcome = { kind: 'done', detail: 'given' } as const;
    await audit.finish(newer, outcome, deadline);
    const [first] = await audit.read({ before: null, atMost: 1 }, deadline);
    expect(first).toEqual({ ...newer, outcome });
    const before = `${new Date(newer.atMs).toISOString()}#${newer.id}`;
    const [second] = await audit.read({ before, atMost: 1 }, deadline);
    expect(second).toEqual({ ...older, outcome: null });
  });

  test('leaves out what is of an unknown shape, and warns', async () => {
    const stray = toItem({ pk: 'AUDIT', sk: '9999#stray', who: 'nobody' });
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: stray }));
    const records = await audit.read({ before: null, atMost: 10 }, deadline);
    expect(records.map(({ id }) => id)).not.toContain('stray');
    expect(warnings.join()).toContain('9999#stray');
  });
});

test('a canary is claimed again and again, also by somebody whose clock is behind', async () => {
  const canary = createCanary(table);
  await canary.claim(startMs, deadline);
  await canary.claim(startMs + 1, deadline);
  await expect(canary.claim(startMs, deadline)).resolves.toBeUndefined();
});

test('a canary is no longer well when the table is gone', async () => {
  const gone = createCanary({ ...table, name: 'gone' });
  await expect(gone.claim(startMs, deadline)).rejects.toThrow('canary');
});

/** The kinds differ, so that none of them replaces another: every single one must be there afterwards. */
test('100 orders at once are all given, and all audited', async () => {
  const services = Array.from({ length: 20 }, (_, index) => `s${index}`);
  const overrides = createOverrides(table);
  const stage = stageOf({
    aws: fleetWith(...services.map((name) => rowOf(name))),
    ports: { overrideBook: createOverrideBook(table), overrides, audit },
    world: { deadline },
  });
  const verbs = ['pin', 'floor', 'ceiling', 'freeze', 'reset-breaker'];
  const lines = services.flatMap((name) => verbs.map((verb) => ({ name, verb })));
  const answers = await Promise.all(
    lines.map(({ name, verb }) => {
      const counted = verb === 'pin' || verb === 'floor' || verb === 'ceiling';
      const body = { why: 'all at once', ...(counted ? { tasks: 3 } : {}) };
      const requestId = `${name}-${verb}`;
      return ask(stage, `POST /services/prod~${name}/${verb}`, { body, requestId });
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(lines.map(() => 200));
  const { services: loaded } = await overrides.load(services.map(idOf), [], deadline);
  for (const name of services) {
    const orders = loaded.get(keyOf(idOf(name)));
    const kinds = orders?.kind === 'known' ? orders.overrides.map(({ order }) => order.kind) : [];
    expect(kinds.toSorted()).toEqual(verbs.toSorted());
  }
  const records = await audit.read({ before: null, atMost: 200 }, deadline);
  const done = records.filter(
    ({ why, outcome }) => why === 'all at once' && outcome?.kind === 'done',
  );
  expect(done).toHaveLength(100);
});
