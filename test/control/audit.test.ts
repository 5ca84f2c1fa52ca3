import { describe, expect, it } from 'vitest';
import { createMemoryAudit } from '#adapters/memory/control.ts';
import type { AuditRecord } from '#lib/control/audit.ts';
import { startMs } from '../tick/support.ts';
import { ask, fleetWith, rowOf, stageOf } from './support.ts';

const body = { why: 'incident 42', tasks: 3 };
const pin = 'POST /services/prod~web/pin';

const failing = () => Promise.reject(new Error('table is gone'));

describe('the audit trail', () => {
  it('has who, from where, what, why and what came of it', async () => {
    const stage = stageOf({ aws: fleetWith(rowOf('web')) });
    await ask(stage, pin, { body, requestId: 'r-1', callerArn: 'arn:aws:iam::1:user/ada' });
    const { body: listed } = await ask(stage, 'GET /audit');
    expect(listed).toMatchObject({
      records: [
        {
          id: 'r-1',
          at: new Date(startMs).toISOString(),
          who: { kind: 'iam', arn: 'arn:aws:iam::1:user/ada' },
          sourceIp: '192.0.2.1',
          command: 'pin',
          target: '123456789012/us-east-1/prod/web',
          details: { tasks: 3, seconds: 3600, orders: 'pin' },
          why: 'incident 42',
          outcome: { kind: 'done' },
        },
      ],
      next: null,
    });
  });

  it('comes before the change: what cannot be written down is not done', async () => {
    const stage = stageOf({
      aws: fleetWith(rowOf('web')),
      ports: { audit: { begin: failing, finish: failing, read: failing } },
    });
    expect(await ask(stage, pin, { body })).toMatchObject({ status: 503 });
    expect(stage.aws.orders.size).toBe(0);
  });

  it('keeps what was begun although its outcome could not be added, and the log says so', async () => {
    const audited = new Map<string, AuditRecord>();
    const audit = { ...createMemoryAudit(audited), finish: failing };
    const stage = stageOf({ aws: fleetWith(rowOf('web')), ports: { audit } });
    expect(await ask(stage, pin, { body })).toMatchObject({ status: 200 });
    expect([...audited.values()]).toMatchObject([{ command: 'pin', outcome: null }]);
    expect(stage.log).toMatchObject([{ message: 'an audited change has no outcome written down' }]);
  });

  it('says that a change failed', async () => {
    const aws = fleetWith(rowOf('web'));
    const stage = stageOf({ aws, ports: { overrideBook: { give: failing, withdraw: failing } } });
    expect(await ask(stage, pin, { body })).toMatchObject({ status: 500 });
    expect([...stage.audited.values()]).toMatchObject([
      { outcome: { kind: 'failed', detail: 'table is gone' } },
    ]);
  });

  it('is read page by page, newest first', async () => {
    const stage = stageOf({ aws: fleetWith(rowOf('web')) });
    for (const requestId of ['a', 'b', 'c']) await ask(stage, pin, { body, requestId });
    const first = await ask(stage, 'GET /audit?limit=2');
    expect(first.body).toMatchObject({ records: [{ id: 'c' }, { id: 'b' }] });
    const { next } = first.body as { next: string };
    const second = await ask(stage, `GET /audit?limit=2&cursor=${next}`);
    expect(second.body).toMatchObject({ records: [{ id: 'a' }], next: null });
  });

  it('is not written for questions', async () => {
    const stage = stageOf({ aws: fleetWith(rowOf('web')) });
    await ask(stage, 'GET /services');
    await ask(stage, 'GET /services/prod~web');
    expect(stage.audited.size).toBe(0);
  });
});
